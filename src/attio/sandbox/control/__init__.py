"""Controls of a sandbox: clock, faults, rate limits, states, deliveries, OAuth, and verbs to use them over HTTP."""
