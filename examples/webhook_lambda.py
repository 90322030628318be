"""An AWS Lambda function that receives webhooks. `python examples/webhook_lambda.py` sends it one delivery."""

from attio.models import TaskCreatedEvent
from attio.webhooks import Delivery, Receiver

SECRET = "made-up-secret"  # noqa: S105 - in production, set ATTIO_WEBHOOK_SECRET
hooks = Receiver(SECRET, inline=True)  # Lambda stops after the response, so handlers run before it


@hooks.on(TaskCreatedEvent)
def created(event: TaskCreatedEvent) -> None:
    print("new task:", event.id.task_id)


lambda_handler = hooks.aws_lambda

if __name__ == "__main__":
    delivery = Delivery.build(TaskCreatedEvent)
    request = {
        "version": "2.0",
        "headers": delivery.headers(SECRET),
        "body": delivery.body.decode(),
        "requestContext": {"http": {"method": "POST"}},
    }
    print(lambda_handler(request, None)["statusCode"])
