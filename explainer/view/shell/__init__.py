"""What all pages share: address, language, navigation, header, footer, style."""
