#include "common/rpc/access.h"

#include <algorithm>
#include <mutex>
#include <shared_mutex>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/errors.h"
#include "common/base/ids.h"
#include "google/protobuf/any.pb.h"
#include "google/protobuf/arena.h"

namespace gilde::rpc {

using gilde::common::v1::Access;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using Role = gilde::common::v1::Role;

// What there is to look at in a message type.
struct MessagePlan {
  struct Classified {
    const FieldDescriptor* field;
    Access access;
  };
  struct Child {
    const FieldDescriptor* field;
    const MessagePlan* plan;
    bool item_by_item;
  };
  std::vector<Classified> classified;
  std::vector<const FieldDescriptor*> parties;  // names of sides
  std::vector<const FieldDescriptor*> persons;  // name of the owner
  std::vector<const FieldDescriptor*> texts;    // every string field
  std::vector<Child> children;
  const FieldDescriptor* own_name = nullptr;  // `name`, whose owner stands for an unset person
  bool is_any = false;
  bool filters = false;  // whether an answer of this type can hold anything to clear, at any depth
};

namespace {

constexpr size_t kLongestText = 100'000;

// How the caller stands to the people of a message, from outside to inside.
enum class Relation { kNone, kParty, kPerson };

// Plans of all types met so far; they live as long as the process and do not change once they are handed out.
class Plans {
 public:
  // What an Any of a type URL holds.
  struct Packed {
    const MessagePlan* plan = nullptr;  // null when this process does not know the type
    const Message* prototype = nullptr;
  };

  static Plans& All() {
    static Plans& plans = *new Plans;
    return plans;
  }

  const MessagePlan* Of(const Descriptor* type) {
    std::unique_lock lock(mutex_);
    return Known(type);
  }

  Packed OfUrl(const std::string& url) {
    {
      std::shared_lock lock(mutex_);
      auto found = packed_.find(url);
      if (found != packed_.end()) return found->second;
    }
    const Descriptor* type = google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(url.substr(url.rfind('/') + 1));
    if (type == nullptr) return {};
    const Message* prototype = google::protobuf::MessageFactory::generated_factory()->GetPrototype(type);
    std::unique_lock lock(mutex_);
    return packed_.try_emplace(url, Packed{Known(type), prototype}).first->second;
  }

 private:
  const MessagePlan* Known(const Descriptor* type) {
    const MessagePlan* plan = Make(type);
    MarkFilters();
    return plan;
  }

  const MessagePlan* Make(const Descriptor* type) {
    auto [found, fresh] = plans_.try_emplace(type);
    // Filled after it is registered, so that a recursive type refers to itself.
    if (!fresh) return found->second.get();
    found->second = std::make_unique<MessagePlan>();
    MessagePlan& plan = *found->second;
    fresh_.push_back(&plan);
    plan.is_any = type->full_name() == "google.protobuf.Any";
    for (int i = 0; i < type->field_count(); ++i) AddField(plan, type->field(i));
    return &plan;
  }

  void AddField(MessagePlan& plan, const FieldDescriptor* field) {
    Access access = field->options().GetExtension(gilde::common::v1::access);
    if (access > gilde::common::v1::ORG) plan.classified.push_back({field, access});
    if (field->options().GetExtension(gilde::common::v1::party)) plan.parties.push_back(field);
    if (field->options().GetExtension(gilde::common::v1::person)) plan.persons.push_back(field);
    if (field->type() == FieldDescriptor::TYPE_STRING) plan.texts.push_back(field);
    if (field->type() == FieldDescriptor::TYPE_STRING && field->name() == "name" && !field->is_repeated()) plan.own_name = field;
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE)
      plan.children.push_back({field, Make(field->message_type()), field->options().GetExtension(gilde::common::v1::item_by_item)});
  }

  // A plan filters when it or a child does; repeated until nothing changes, because types may be recursive.
  void MarkFilters() {
    for (bool changed = true; changed;) {
      changed = false;
      for (MessagePlan* plan : fresh_) {
        bool filters = !plan->classified.empty() || plan->is_any ||
                       std::any_of(plan->children.begin(), plan->children.end(), [](const auto& child) { return child.plan->filters; });
        changed |= filters != plan->filters;
        plan->filters = filters;
      }
    }
    fresh_.clear();
  }

  std::shared_mutex mutex_;
  absl::flat_hash_map<const Descriptor*, std::unique_ptr<MessagePlan>> plans_;
  std::vector<MessagePlan*> fresh_;  // made, and not yet marked
  absl::flat_hash_map<std::string, Packed> packed_;
};

// Calls `visit` for each set value of a string field.
template <class Visit>
void EachText(const Message& message, const FieldDescriptor* field, Visit visit) {
  const Reflection& reflection = *message.GetReflection();
  std::string scratch;
  if (!field->is_repeated()) {
    visit(reflection.GetStringReference(message, field, &scratch));
    return;
  }
  for (int i = 0; i < reflection.FieldSize(message, field); ++i) visit(reflection.GetRepeatedStringReference(message, field, i, &scratch));
}

bool IsSet(const Message& message, const FieldDescriptor* field) {
  const Reflection& reflection = *message.GetReflection();
  return field->is_repeated() ? reflection.FieldSize(message, field) > 0 : reflection.HasField(message, field);
}

// The relation inside a message: what its own people say, else what was said around it.
Relation RelationIn(const MessagePlan& plan, const Message& message, std::string_view acting_person, Relation around) {
  if (plan.parties.empty() && plan.persons.empty()) return around;
  bool named = false;
  Relation relation = Relation::kNone;
  auto look = [&](const std::vector<const FieldDescriptor*>& fields, Relation when_found) {
    for (const FieldDescriptor* field : fields) {
      EachText(message, field, [&](const std::string& name) {
        named |= !name.empty();
        if (!name.empty() && name == acting_person) relation = std::max(relation, when_found);
      });
    }
  };
  look(plan.parties, Relation::kParty);
  look(plan.persons, Relation::kPerson);
  // A child of a profile, sent without its person, belongs to the profile it is named under.
  if (!named && plan.own_name != nullptr && !plan.persons.empty()) {
    EachText(message, plan.own_name, [&](const std::string& name) {
      std::string_view parent = base::ParentOf(name);
      named = base::NameMatches(parent, "organizations/*/profiles/*");
      if (named && parent == acting_person) relation = Relation::kPerson;
    });
  }
  return named ? relation : around;
}

bool MaySee(const base::Call& call, Access access, Relation relation) {
  switch (access) {
    case gilde::common::v1::PROGRAM:
      return relation != Relation::kNone || call.Has(Role::PROGRAM_ADMIN) || call.Has(Role::PLATFORM) || call.Has(Role::AUDITOR);
    case gilde::common::v1::PAIR:
      return relation != Relation::kNone;
    case gilde::common::v1::PERSON:
      return relation == Relation::kPerson;
    default:
      return true;
  }
}

// Where a message stands in its request; spelled out only for a refusal.
struct Path {
  const Path* around = nullptr;
  const FieldDescriptor* field = nullptr;
  int index = -1;  // of a repeated field

  // `goals[2].title`
  std::string Of(const FieldDescriptor* leaf) const {
    if (field == nullptr) return leaf->name();
    std::string own = around->Of(field);
    return index < 0 ? absl::StrCat(own, ".", leaf->name()) : absl::StrCat(own, "[", index, "].", leaf->name());
  }
};

// Checks a request; collects nothing, stops at the first refusal.
class RequestCheck {
 public:
  explicit RequestCheck(const base::Call& call) : call_(call) {}

  absl::Status Run(const MessagePlan& plan, const Message& message, Relation around, const Path& path) {
    Relation relation = RelationIn(plan, message, call_.acting_person, around);
    for (const FieldDescriptor* field : plan.texts) {
      absl::Status status;
      EachText(message, field, [&](const std::string& text) {
        if (status.ok()) status = CheckText(text, path, field);
      });
      GILDE_RETURN_IF_ERROR(status);
    }
    if (!call_.IsService()) {
      for (const auto& [field, access] : plan.classified) {
        if (!IsSet(message, field) || MaySee(call_, access, relation)) continue;
        return base::PermissionDenied("FIELD_NOT_ALLOWED", absl::StrCat(path.Of(field), " may be set only by the people it belongs to"));
      }
    }
    for (const auto& [field, child, item_by_item] : plan.children) {
      const Reflection& reflection = *message.GetReflection();
      if (item_by_item || !IsSet(message, field)) continue;
      if (!field->is_repeated()) {
        GILDE_RETURN_IF_ERROR(Run(*child, reflection.GetMessage(message, field), relation, {&path, field}));
        continue;
      }
      for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
        GILDE_RETURN_IF_ERROR(Run(*child, reflection.GetRepeatedMessage(message, field, i), relation, {&path, field, i}));
      }
    }
    return absl::OkStatus();
  }

 private:
  absl::Status CheckText(const std::string& text, const Path& path, const FieldDescriptor* field) const {
    base::Violations violations;
    if (text.size() > kLongestText) {
      violations.Add(path.Of(field), "TEXT_TOO_LONG", "at most 100,000 bytes");
    } else if (std::any_of(text.begin(), text.end(),
                           [](unsigned char c) { return (c < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7f; })) {
      violations.Add(path.Of(field), "TEXT_INVALID", "control characters are not text");
    }
    GILDE_RETURN_IF_ERROR(violations.Check());
    if (call_.IsService() || text.rfind("organizations/", 0) != 0) return absl::OkStatus();
    std::string_view organization = base::OrganizationOf(text);
    bool everywhere = call_.organization == "-" && call_.Has(Role::PLATFORM) && organization != "-";
    return everywhere || organization == call_.organization ? absl::OkStatus() : base::NotFound(text);
  }

  const base::Call& call_;
};

absl::Status Check(const base::Call& call, const MessagePlan& plan, const Message& request) {
  // What a request does not say whose it is belongs to the person acted for; the domain checks that they may.
  Relation around = call.acting_person.empty() ? Relation::kNone : Relation::kPerson;
  return RequestCheck(call).Run(plan, request, around, Path());
}

bool Filter(const base::Call& call, const MessagePlan& plan, Message& message, Relation around);

bool FilterAny(const base::Call& call, google::protobuf::Any& any) {
  Plans::Packed packed = Plans::All().OfUrl(any.type_url());
  if (packed.plan != nullptr && !packed.plan->filters) return false;
  if (packed.plan != nullptr) {
    google::protobuf::Arena arena;
    Message* message = packed.prototype->New(&arena);
    if (message->ParseFromString(any.value())) {
      if (!Filter(call, *packed.plan, *message, Relation::kNone)) return false;
      message->SerializeToString(any.mutable_value());
      return true;
    }
  }
  any.clear_value();
  return true;
}

// Whether anything was cleared.
bool Filter(const base::Call& call, const MessagePlan& plan, Message& message, Relation around) {
  if (plan.is_any) return FilterAny(call, static_cast<google::protobuf::Any&>(message));
  Relation relation = RelationIn(plan, message, call.acting_person, around);
  const Reflection& reflection = *message.GetReflection();
  bool cleared = false;
  for (const auto& [field, access] : plan.classified) {
    if (MaySee(call, access, relation) || !IsSet(message, field)) continue;
    reflection.ClearField(&message, field);
    cleared = true;
  }
  for (const auto& [field, child, item_by_item] : plan.children) {
    if (!child->filters || !IsSet(message, field)) continue;
    if (!field->is_repeated()) {
      cleared |= Filter(call, *child, *reflection.MutableMessage(&message, field), relation);
      continue;
    }
    for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
      cleared |= Filter(call, *child, *reflection.MutableRepeatedMessage(&message, field, i), relation);
    }
  }
  return cleared;
}

}  // namespace

absl::StatusOr<std::unique_ptr<MethodAccess>> MethodAccess::Create(const google::protobuf::MethodDescriptor& method) {
  const auto& options = method.options();
  std::unique_ptr<MethodAccess> access(new MethodAccess);
  access->name_ = method.full_name();
  access->requirement_ = options.GetExtension(gilde::common::v1::requires_);
  if (access->requirement_.roles().empty() || access->requirement_.scope().empty() ||
      options.GetExtension(gilde::common::v1::effect) == gilde::common::v1::EFFECT_UNSPECIFIED) {
    return base::FailedPrecondition("METHOD_UNDECLARED", absl::StrCat(access->name_, " does not declare who may call it and its effect"));
  }
  access->request_ = Plans::All().Of(method.input_type());
  access->response_ = Plans::All().Of(method.output_type());
  return access;
}

absl::Status MethodAccess::Authorize(const Identity& identity) const {
  unsigned allowed = 1u << Role::SERVICE;
  for (int role : requirement_.roles()) allowed |= 1u << role;
  if ((identity.roles & allowed) == 0) {
    std::vector<std::string> roles;
    for (int role : requirement_.roles()) roles.push_back(absl::AsciiStrToLower(gilde::common::v1::Role_Name(role)));
    return base::PermissionDenied("ROLE_REQUIRED", absl::StrCat(name_, " needs one of the roles ", absl::StrJoin(roles, ", ")));
  }
  if (identity.limited_by_scopes &&
      std::find(identity.scopes.begin(), identity.scopes.end(), requirement_.scope()) == identity.scopes.end()) {
    return base::PermissionDenied("SCOPE_REQUIRED", absl::StrCat(name_, " needs scope ", requirement_.scope()));
  }
  return absl::OkStatus();
}

absl::Status MethodAccess::CheckRequest(const base::Call& call, const Message& request) const { return Check(call, *request_, request); }

absl::Status CheckItem(const base::Call& call, const Message& item) { return Check(call, *Plans::All().Of(item.GetDescriptor()), item); }

void MethodAccess::FilterResponse(const base::Call& call, Message& response) const {
  if (response_->filters && !call.IsService()) Filter(call, *response_, response, Relation::kNone);
}

}  // namespace gilde::rpc
