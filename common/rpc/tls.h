// Credentials of servers and of those who call them.
#pragma once

#include <memory>
#include <string>

namespace grpc {
class ChannelCredentials;
class ServerCredentials;
}  // namespace grpc

namespace gilde::rpc {

// PEM texts. Without `certificate`: plain text. With `client_ca`: callers must show a certificate that it signed (mTLS).
struct Tls {
  std::string certificate, key, client_ca;
};
std::shared_ptr<grpc::ServerCredentials> ServerCredentialsOf(const Tls& tls);

// PEM texts. Without `ca`, which verifies the server: plain text. With `certificate` the caller shows it to a server that asks.
struct ClientTls {
  std::string ca, certificate, key;
};
std::shared_ptr<grpc::ChannelCredentials> ChannelCredentialsOf(const ClientTls& tls);

}  // namespace gilde::rpc
