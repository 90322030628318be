"""The web page of a served sandbox: records, requests, deliveries, faults and clock."""
