#include "common/host/host.h"

#include <algorithm>
#include <csignal>
#include <iostream>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/base/files.h"
#include "common/base/ids.h"
#include "common/feed/audit_api.h"
#include "common/feed/event_feed_api.h"
#include "common/feed/housekeeper.h"
#include "common/feed/sandbox_api.h"
#include "common/host/log.h"
#include "common/redis/redis.h"
#include "spdlog/spdlog.h"

namespace gilde::host {
namespace {

constexpr absl::Duration kGrace = absl::Seconds(10);

absl::StatusOr<rpc::Tls> TlsOf(const Options& options) {
  rpc::Tls tls;
  if (options.tls_cert.empty()) return tls;
  GILDE_ASSIGN_OR_RETURN(tls.certificate, base::ReadFile(options.tls_cert, "--tls_cert"));
  GILDE_ASSIGN_OR_RETURN(tls.key, base::ReadFile(options.tls_key, "--tls_key"));
  if (!options.tls_client_ca.empty()) {
    GILDE_ASSIGN_OR_RETURN(tls.client_ca, base::ReadFile(options.tls_client_ca, "--tls_client_ca"));
  }
  return tls;
}

// As the other services' caller it shows the certificate that it has as a server.
absl::StatusOr<rpc::ClientTls> ClientTlsOf(const Options& options, const rpc::Tls& own) {
  rpc::ClientTls tls{"", own.certificate, own.key};
  if (!options.tls_ca.empty()) {
    GILDE_ASSIGN_OR_RETURN(tls.ca, base::ReadFile(options.tls_ca, "--tls_ca"));
  }
  return tls;
}

absl::StatusOr<std::unique_ptr<rpc::Authenticator>> Identities(const Options& options) {
  if (options.sandbox) return rpc::SandboxIdentity();
  return rpc::JwtIdentity({options.jwks, options.jwt_issuer, options.jwt_audience});
}

}  // namespace

absl::StatusOr<std::unique_ptr<Host>> Host::Start(const Options& options, const std::vector<Part>& parts) {
  GILDE_RETURN_IF_ERROR(Check(options));
  std::unique_ptr<Host> host(new Host);
  GILDE_RETURN_IF_ERROR(host->Open(options, parts));
  GILDE_RETURN_IF_ERROR(host->Build(options, parts));
  GILDE_RETURN_IF_ERROR(host->Serve(options));
  host->runner_->Start();
  return host;
}

Host::~Host() {
  if (operations_ != nullptr) operations_->Stop();
  // Jobs call this server, and its handlers call jobs' stores: first no more jobs, then no more calls.
  if (runner_ != nullptr) runner_->Stop();
  if (server_ != nullptr) server_->Drain(kGrace);
}

absl::Status Host::Open(const Options& options, const std::vector<Part>& parts) {
  if (options.sandbox) {
    sandbox_ = std::make_unique<base::ManualClock>(absl::UnixEpoch());
  }
  for (const Part& part : parts) {
    GILDE_ASSIGN_OR_RETURN(std::unique_ptr<storage::Database> database, storage::OpenDatabase(options.database, part.name));
    databases_.push_back(std::move(database));
  }
  if (!options.redis.empty()) {
    GILDE_ASSIGN_OR_RETURN(redis_, redis::Redis::Create(options.redis));
  }
  GILDE_ASSIGN_OR_RETURN(tls_, TlsOf(options));
  GILDE_ASSIGN_OR_RETURN(client_tls_, ClientTlsOf(options, tls_));
  secret_ = base::RandomHex(32);
  if (!options.service_token.empty()) {
    GILDE_ASSIGN_OR_RETURN(std::string secret, base::ReadFile(options.service_token, "--service_token"));
    secret_ = std::string(absl::StripAsciiWhitespace(secret));
    if (secret_.size() < 32) return absl::InvalidArgumentError("--service_token: the file must hold at least 32 characters");
  }
  internal_address_ = absl::StrCat("unix-abstract:gilde-", base::RandomHex(16));
  return absl::OkStatus();
}

std::shared_ptr<rpc::Client> Host::ClientOf(const Options& options, const std::vector<Part>& parts, const std::string& service) {
  bool here = std::any_of(parts.begin(), parts.end(), [&](const Part& part) { return part.name == service; });
  auto channel = here ? rpc::Connect(internal_address_) : rpc::Connect(options.addresses.at(service), client_tls_);
  rpc::Client::Here call;
  if (here) {
    call = [this](std::string_view method, const rpc::Metadata& metadata, const google::protobuf::Message& request, absl::Time deadline,
                  google::protobuf::Message& response) {
      auto value = [&](std::string_view key) {
        auto found = metadata.find(std::string(key));
        return found == metadata.end() ? std::string_view() : std::string_view(found->second);
      };
      return server_->CallHere(method, value, request, deadline, response);
    };
  }
  return std::make_shared<rpc::Client>(channel, rpc::Metadata{{"gilde-internal", secret_}}, service, std::move(call));
}

absl::Status Host::Build(const Options& options, const std::vector<Part>& parts) {
  rpc::Dependencies dependencies;
  dependencies.clock = sandbox_ != nullptr ? static_cast<base::Clock*>(sandbox_.get()) : &system_;
  dependencies.redis = redis_.get();
  dependencies.profile = ClientOf(options, parts, "profile");
  dependencies.matching = ClientOf(options, parts, "matching");
  dependencies.scheduling = ClientOf(options, parts, "scheduling");
  dependencies.notification = ClientOf(options, parts, "notification");
  dependencies.smtp = options.smtp;
  dependencies.smtp_from = options.smtp_from;
  for (size_t i = 0; i < parts.size(); ++i) {
    dependencies.database = databases_[i].get();
    GILDE_ASSIGN_OR_RETURN(rpc::Service service, parts[i].build(dependencies));
    services_.push_back(std::move(service));
  }
  if (sandbox_ != nullptr) {
    GILDE_ASSIGN_OR_RETURN(absl::Time kept, feed::KeptSandboxTime(*services_[0].store));
    absl::Time start = options.sandbox_start == absl::InfinitePast() ? system_.Now() : options.sandbox_start;
    // One that was there before goes on at its own time, whatever a new one would begin with.
    sandbox_->Set(kept == absl::InfinitePast() ? start : kept);
    GILDE_RETURN_IF_ERROR(feed::KeepSandboxTime(*services_[0].store, sandbox_->Now()));
  }
  return absl::OkStatus();
}

absl::Status Host::Serve(const Options& options) {
  std::vector<feed::Runner::Entry> jobs;
  std::vector<std::pair<std::string, storage::Store*>> chains;
  for (rpc::Service& service : services_) {
    chains.emplace_back(service.name, service.store);
    for (auto& job : service.jobs) jobs.push_back({service.name, job.get()});
    // A sandbox keeps every event, so that a simulated half year can be read back.
    if (sandbox_ != nullptr) continue;
    housekeepers_.push_back(std::make_unique<feed::Housekeeper>(service.name, *service.store));
    jobs.push_back({service.name, housekeepers_.back().get()});
  }
  const base::Clock& clock = sandbox_ != nullptr ? static_cast<const base::Clock&>(*sandbox_) : system_;
  // With all of Gilde in one process, everything that a job could act on is written here.
  feed::Runner::Writes writes;
  bool alone = std::all_of(options.addresses.begin(), options.addresses.end(), [&](const auto& address) {
    return std::any_of(services_.begin(), services_.end(), [&](const rpc::Service& service) { return service.name == address.first; });
  });
  if (alone) {
    writes = [this](const std::string& service, const google::protobuf::Descriptor* kind) {
      return kind == nullptr ? store(service).WaitForEvents(-1, absl::ZeroDuration()) : store(service).ChangesOf(*kind);
    };
  }
  runner_ = std::make_unique<feed::Runner>(jobs, clock, sandbox_.get(), std::move(writes));

  auto add = [&](std::string_view service) -> rpc::Handlers& {
    common_handlers_.push_back(std::make_unique<rpc::Handlers>(service));
    return *common_handlers_.back();
  };
  auto events = std::make_shared<feed::EventFeedApi>(chains);
  rpc::Handlers& event_handlers = add("gilde.common.v1.EventFeed");
  event_handlers.Add("ListEvents", *events, &feed::EventFeedApi::ListEvents);
  event_handlers.AddStream("Follow", *events, &feed::EventFeedApi::Follow);
  auto audit = std::make_shared<feed::AuditApi>(chains);
  rpc::Handlers& audit_handlers = add("gilde.common.v1.Audit");
  audit_handlers.Add("ListAuditEntries", *audit, &feed::AuditApi::ListAuditEntries);
  audit_handlers.Add("VerifyAuditChain", *audit, &feed::AuditApi::VerifyAuditChain);
  std::vector<storage::Store*> stores;
  stores.reserve(chains.size());
  for (const auto& [service, store] : chains) stores.push_back(store);
  operations_ = std::make_unique<feed::OperationsApi>(std::move(stores));
  rpc::Handlers& operation_handlers = add("gilde.common.v1.Operations");
  operation_handlers.Add("GetOperation", *operations_, &feed::OperationsApi::GetOperation);
  operation_handlers.Add("ListOperations", *operations_, &feed::OperationsApi::ListOperations);
  operation_handlers.Add("WaitOperation", *operations_, &feed::OperationsApi::WaitOperation);
  operation_handlers.Add("CancelOperation", *operations_, &feed::OperationsApi::CancelOperation);
  common_apis_ = {events, audit};
  if (sandbox_ != nullptr) {
    auto sandbox = std::make_shared<feed::SandboxApi>(*sandbox_, *runner_, *services_[0].store);
    rpc::Handlers& handlers = add("gilde.common.v1.Sandbox");
    handlers.Add("GetClock", *sandbox, &feed::SandboxApi::GetClock);
    handlers.Add("AdvanceClock", *sandbox, &feed::SandboxApi::AdvanceClock);
    common_apis_.push_back(sandbox);
  }

  GILDE_ASSIGN_OR_RETURN(std::unique_ptr<rpc::Authenticator> identities, Identities(options));
  server_ = std::make_unique<rpc::Server>(clock, rpc::WithInternalSecret(secret_, std::move(identities)), rpc::Server::Options());
  for (const auto& handlers : common_handlers_) GILDE_RETURN_IF_ERROR(server_->Add(*handlers));
  for (const rpc::Service& service : services_) {
    for (const auto& handlers : service.handlers) GILDE_RETURN_IF_ERROR(server_->Add(*handlers));
  }
  GILDE_RETURN_IF_ERROR(server_->Start(options.listen, rpc::ServerCredentialsOf(tls_), internal_address_));
  return options.metrics_listen.empty() ? absl::OkStatus() : server_->metrics().Listen(options.metrics_listen);
}

storage::Store& Host::store(const std::string& service) {
  return *std::find_if(services_.begin(), services_.end(), [&](const rpc::Service& s) { return s.name == service; })->store;
}

int RunUntilStopped(const Options& options, const std::vector<Part>& parts) {
  LogJsonLines();
  // Blocked before any thread starts, so that only sigwait sees them.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  absl::StatusOr<std::unique_ptr<Host>> host = Host::Start(options, parts);
  if (!host.ok()) {
    std::cerr << "gilde: " << host.status().message() << "\n";
    return 2;
  }
  spdlog::info("serving on {}", options.listen);
  int signal = 0;
  sigwait(&signals, &signal);
  spdlog::info("stopping");
  return 0;
}

}  // namespace gilde::host
