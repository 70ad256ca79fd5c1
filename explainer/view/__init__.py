"""How the site is shown: the only Streamlit code besides app.py and pages/."""
