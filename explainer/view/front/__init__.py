"""What a browser meets before the page: the HTML shell, stray addresses, guards, the line."""
