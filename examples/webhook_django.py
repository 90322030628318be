"""A Django view that receives webhooks. `python examples/webhook_django.py` sends it one delivery."""

# Django has no type annotations.
# mypy: disable-error-code="import-untyped,untyped-decorator"
# pyright: basic, reportArgumentType=false

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from attio.models import RecordCreatedEvent
from attio.webhooks import Delivery, Receiver

SECRET = "made-up-secret"  # noqa: S105 - in production, set ATTIO_WEBHOOK_SECRET
hooks = Receiver(SECRET)


@hooks.on(RecordCreatedEvent)
def created(event: RecordCreatedEvent) -> None:
    print("new record:", event.id.record_id)


@csrf_exempt
def attio(request: HttpRequest) -> HttpResponse:
    response = hooks.handle(request.body, request.headers, method=request.method or "")
    return HttpResponse(response.body, status=response.status, headers=response.headers)


urlpatterns = [path("attio", attio)]

if __name__ == "__main__":
    settings.configure(ALLOWED_HOSTS=["*"])
    delivery = Delivery.build(RecordCreatedEvent)
    headers = delivery.headers(SECRET)
    request = RequestFactory().post("/attio", delivery.body, content_type="application/json", headers=headers)
    print(attio(request).status_code)
    hooks.close()
