"""What a good week is, and how to find one. No web, no SQL, no files: numbers in, plans out."""
