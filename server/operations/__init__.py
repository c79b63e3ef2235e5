"""What whoever runs the server needs: sockets, settings, logs, metrics, caches, limits of clients."""
