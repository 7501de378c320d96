"""The command `huhu`."""
