"""The ways in: command line, web pages, and the use cases behind both."""
