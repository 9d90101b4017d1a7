//! Rules: the language, the facts they read and how they are run.
