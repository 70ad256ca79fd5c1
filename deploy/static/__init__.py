"""Builds the edition without a server: the site in the visitor's browser, on Pyodide."""
