// Credentials of a server.
#pragma once

#include <memory>
#include <string>

namespace grpc {
class ServerCredentials;
}

namespace gilde::rpc {

// PEM texts. Without `certificate`: plain text. With `client_ca`: callers must show a certificate that it signed (mTLS).
struct Tls {
  std::string certificate, key, client_ca;
};
std::shared_ptr<grpc::ServerCredentials> ServerCredentialsOf(const Tls& tls);

}  // namespace gilde::rpc
