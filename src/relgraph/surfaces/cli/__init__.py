"""The command line: thin commands over the services. Results go to stdout, progress and errors to stderr."""
