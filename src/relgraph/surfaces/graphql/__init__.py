"""GraphQL over HTTP: the schema, and everything between it and the network."""
