"""Controls of a sandbox: what a test turns to make time pass, requests fail and deliveries arrive."""
