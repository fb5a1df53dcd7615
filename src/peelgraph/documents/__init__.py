"""The ground of quote, why and ingest: passages of documents, where they lie, and a reader's own
copies.
"""
