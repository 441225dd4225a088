"""Bearer tokens as an identity provider makes them, signed by the openssl command."""

import base64
import hashlib
import hmac
import json
import subprocess
import time


def _text(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _part(fields):
    return _text(json.dumps(fields).encode())


def _openssl(*arguments, data=None):
    return subprocess.run(["openssl", *map(str, arguments)], input=data, check=True, capture_output=True).stdout


class Signer:
    """An RSA key with an id."""

    def __init__(self, folder, key_id):
        self.key, self.key_id = folder / f"{key_id}.key", key_id
        _openssl("genrsa", "-out", self.key, "2048")

    def jwk(self):
        modulus = _openssl("rsa", "-in", self.key, "-noout", "-modulus").decode().strip().removeprefix("Modulus=")
        return {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.key_id, "n": _text(bytes.fromhex(modulus)), "e": "AQAB"}

    def public_pem(self):
        return _openssl("rsa", "-in", self.key, "-pubout")

    def token(self, key_id=None, **claims):
        signed = f"{_part({'alg': 'RS256', 'typ': 'JWT', 'kid': key_id or self.key_id})}.{_part(claims)}"
        return f"{signed}.{_text(_openssl('dgst', '-sha256', '-sign', self.key, data=signed.encode()))}"

    def forged_with_the_public_key(self, **claims):
        """What anybody can make who takes the public key for a shared secret."""
        signed = f"{_part({'alg': 'HS256', 'typ': 'JWT', 'kid': self.key_id})}.{_part(claims)}"
        return f"{signed}.{_text(hmac.new(self.public_pem(), signed.encode(), hashlib.sha256).digest())}"


def unsigned(**claims):
    return f"{_part({'alg': 'none', 'typ': 'JWT'})}.{_part(claims)}."


def claims(roles, person=None, organization="acme", lives=600, **others):
    """Of a portal that acts for somebody; `lives`: seconds from now to its end."""
    identity = {"acting_person": f"organizations/{organization}/profiles/{person}"} if person else {}
    return {"iss": "https://id.acme.example", "aud": "gilde", "sub": "portal", "organization": organization, "roles": roles,
            "exp": int(time.time()) + lives, **identity, **others}
