"""Policy packs: where they lie, and how the words of one become a policy."""
