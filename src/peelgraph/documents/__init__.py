"""The ground of quote, why and ingest: passages, where they lie, and a reader's own copies."""
