"""One module for each surface that is made from the description of the API."""
