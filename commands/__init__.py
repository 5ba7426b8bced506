"""One module a command group: parse, one call, print."""
