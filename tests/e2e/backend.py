"""An enterprise's backend in a few lines: calls of the four services by name, from the stubs that the README's commands make."""

import contextlib
import pathlib
import secrets
import sys
import tempfile
import time

import grpc
from google.protobuf import descriptor_pool, timestamp_pb2

import suite as suites

STUBS = tempfile.TemporaryDirectory(prefix="gilde-stubs-")
CALL_SECONDS = 60


def _load():
    suites.run_readme_commands("Python", STUBS.name)
    top = pathlib.Path(STUBS.name) / "python"
    sys.path.insert(0, str(top))
    services = {}
    for path in sorted(top.glob("gilde/*/v1/*_pb2.py")):
        module = ".".join(path.relative_to(top).with_suffix("").parts)
        __import__(module)
        file = descriptor_pool.Default().FindFileByName(module.replace(".", "/").removesuffix("_pb2") + ".proto")
        services.update(file.services_by_name)
    return services


# Simple name -> descriptor: no two services of the contract share one.
CONTRACT = _load()


def at(seconds):
    return timestamp_pb2.Timestamp(seconds=int(seconds))


def administrator(organization="acme"):
    return (("gilde-organization", organization), ("gilde-roles", "platform,program_admin"))


def member(person, organization="acme"):
    return (("gilde-organization", organization), ("gilde-roles", "member"), ("gilde-acting-person", person))


def bearer(token):
    return (("authorization", f"Bearer {token}"),)


class Refused(AssertionError):
    """A call that was answered with an error."""

    def __init__(self, method, error):
        from google.rpc import error_details_pb2, status_pb2

        self.code, self.reason, info = error.code().name, "", error_details_pb2.ErrorInfo()
        for key, value in error.trailing_metadata() or ():
            if key == "grpc-status-details-bin":
                for detail in status_pb2.Status.FromString(value).details:
                    if detail.Unpack(info):
                        self.reason = info.reason
        super().__init__(f"{method}: {self.code} / {self.reason}: {error.details()}")


class Backend:
    """Speaks to the services at these addresses; over TLS where `certificates` are given, as `holder` where one is."""

    def __init__(self, addresses, certificates=None, holder=None):
        self._channels = {service: self._channel(address, certificates, holder) for service, address in addresses.items()}

    @staticmethod
    def _channel(address, certificates, holder):
        # A connection that broke is made anew soon.
        options = [("grpc.initial_reconnect_backoff_ms", 100), ("grpc.max_reconnect_backoff_ms", 500)]
        if certificates is None:
            return grpc.insecure_channel(address, options)
        own = (certificates.key(holder), certificates.certificate(holder)) if holder else ()
        texts = [path.read_bytes() for path in (certificates.certificate("ca"), *own)]
        return grpc.secure_channel(address, grpc.ssl_channel_credentials(*texts), options)

    def call(self, method, who, service=None, patient=True, **fields):
        """call("MeetingService/GetMeeting", member("ada"), name=...). `service`: of which of the four, where each has the method.

        As a backend should: what finds nobody there is tried again under the same request id, unless the caller is not `patient`.
        """
        name, _, rpc = method.partition("/")
        contract = CONTRACT[name]
        declared = contract.methods_by_name[rpc]
        request = declared.input_type._concrete_class(**fields)
        if "request_id" in declared.input_type.fields_by_name:
            request.request_id = request.request_id or secrets.token_hex(8)
        channel = self._channels[service or contract.full_name.split(".")[1]]
        decode = declared.output_type._concrete_class.FromString
        stub = channel.unary_unary(f"/{contract.full_name}/{rpc}", type(request).SerializeToString, decode)
        deadline = time.monotonic() + CALL_SECONDS
        while True:
            try:
                return stub(request, metadata=who, timeout=CALL_SECONDS, wait_for_ready=patient)
            except grpc.RpcError as error:
                if not patient or error.code() != grpc.StatusCode.UNAVAILABLE or time.monotonic() > deadline:
                    raise Refused(method, error) from None
            time.sleep(0.05)

    def close(self):
        for channel in self._channels.values():
            channel.close()


@contextlib.contextmanager
def backend(addresses, certificates=None, holder=None):
    speaker = Backend(addresses, certificates, holder)
    try:
        yield speaker
    finally:
        speaker.close()
