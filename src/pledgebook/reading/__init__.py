"""The pipeline that composes sources, documents, language, extraction and resolution."""
