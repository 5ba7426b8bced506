"""Word lists compiled by hand for this project; each module says what it rests on."""
