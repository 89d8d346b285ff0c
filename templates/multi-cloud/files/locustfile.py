"""What a user of the service does, for `scripts/run_locust.sh`."""

import uuid

from locust import HttpUser, between, task


class Visitor(HttpUser):  # type: ignore[misc]
    """Looks at the service, and now and then creates an item."""

    wait_time = between(0.5, 2)

    @task(3)
    def look(self) -> None:
        self.client.get("/")

    @task
    def create(self) -> None:
        item = {"name": f"Load {uuid.uuid4()}", "description": "From the load test"}
        answer = self.client.post("/api/items", json=item)
        if answer.ok:
            # What was made is taken away: the test leaves nothing behind.
            self.client.delete(f"/api/items/{answer.json()['id']}", name="/api/items/[id]")
