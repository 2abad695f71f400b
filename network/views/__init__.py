"""One function for each address of this app; a file for each part of urls.py."""
