"""One module a medium. They see ``Result`` and ``locale``, nothing else."""
