"""What answers before Streamlit: the HTML shell, unknown addresses, guards, the connection."""
