"""Where data comes from and goes to: files, addresses, streets, cells, the store, maps."""
