"""The pages by role; each route parses, asks one use case, and renders."""
