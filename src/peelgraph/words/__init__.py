"""Finding by words: stems, and an index of names and statements; only here is SQLite used."""
