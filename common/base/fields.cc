#include "common/base/fields.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/errors.h"

namespace gilde::base {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FieldMask;
using google::protobuf::Message;

namespace {

bool Exists(const Descriptor* type, const std::string& path) {
  std::vector<std::string> steps = absl::StrSplit(path, '.');
  for (size_t i = 0; i < steps.size(); ++i) {
    const FieldDescriptor* field = type == nullptr ? nullptr : type->FindFieldByName(steps[i]);
    if (field == nullptr || (field->is_repeated() && i + 1 < steps.size())) return false;
    type = field->message_type();
  }
  return true;
}

// The message that holds the last step of `path`, made when it is not there, and that step's field.
std::pair<Message*, const FieldDescriptor*> Holder(Message& message, const std::string& path) {
  Message* holder = &message;
  std::vector<std::string> steps = absl::StrSplit(path, '.');
  for (size_t i = 0; i + 1 < steps.size(); ++i) {
    holder = holder->GetReflection()->MutableMessage(holder, holder->GetDescriptor()->FindFieldByName(steps[i]));
  }
  return {holder, holder->GetDescriptor()->FindFieldByName(steps.back())};
}

bool IsOutputOnly(const OutputOnly& output_only, std::string_view path) {
  return output_only.count(path) > 0 || output_only.count(path.substr(0, path.find('.'))) > 0;
}

bool HasParent(const Message& message, const std::string& path) {
  std::vector<std::string> steps = absl::StrSplit(path, '.');
  const Message* holder = &message;
  for (size_t i = 0; i + 1 < steps.size(); ++i) {
    const FieldDescriptor* field = holder->GetDescriptor()->FindFieldByName(steps[i]);
    if (!holder->GetReflection()->HasField(*holder, field)) return false;
    holder = &holder->GetReflection()->GetMessage(*holder, field);
  }
  return true;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> PathsToChange(const FieldMask& mask, const Message& wanted, const OutputOnly& output_only) {
  std::set<std::string> paths;
  if (mask.paths().empty()) {
    std::vector<const FieldDescriptor*> fields;
    wanted.GetReflection()->ListFields(wanted, &fields);
    for (const FieldDescriptor* field : fields) paths.insert(field->name());
  }
  Violations violations;
  for (int i = 0; i < mask.paths_size(); ++i) {
    const std::string& path = mask.paths(i);
    if (path == "*") {
      for (int f = 0; f < wanted.GetDescriptor()->field_count(); ++f) paths.insert(wanted.GetDescriptor()->field(f)->name());
      continue;
    }
    violations.Require(Exists(wanted.GetDescriptor(), path), absl::StrCat("update_mask.paths[", i, "]"), "MASK_PATH_UNKNOWN",
                       "name fields as the proto spells them, with dots between levels");
    paths.insert(path);
  }
  GILDE_RETURN_IF_ERROR(violations.Check());
  std::vector<std::string> kept;
  for (const std::string& path : paths) {
    bool covered = false;
    for (size_t dot = path.find('.'); dot != std::string::npos; dot = path.find('.', dot + 1)) {
      covered = covered || paths.count(path.substr(0, dot)) > 0;
    }
    if (!covered && !IsOutputOnly(output_only, path)) kept.push_back(path);
  }
  return kept;
}

void Replace(const Message& wanted, const std::vector<std::string>& paths, Message& resource) {
  std::unique_ptr<Message> source(wanted.New());
  source->CopyFrom(wanted);
  for (const std::string& path : paths) {
    if (!HasParent(*source, path) && !HasParent(resource, path)) continue;
    auto [from, field] = Holder(*source, path);
    Message* to = Holder(resource, path).first;
    to->GetReflection()->SwapFields(to, from, {field});
  }
}

std::vector<std::string> Differences(const Message& before, const Message& after) {
  auto is_set = [](const Message& message, const FieldDescriptor* field) {
    return field->is_repeated() ? message.GetReflection()->FieldSize(message, field) > 0
                                : message.GetReflection()->HasField(message, field);
  };
  std::unique_ptr<Message> left, right;
  // The field alone, as bytes.
  auto alone = [](std::unique_ptr<Message>& copy, const Message& message, const FieldDescriptor* field) {
    if (copy == nullptr) {
      copy.reset(message.New());
      copy->CopyFrom(message);
    }
    std::unique_ptr<Message> only(message.New());
    only->GetReflection()->SwapFields(only.get(), copy.get(), {field});
    return only->SerializeAsString();
  };
  std::vector<std::string> names;
  for (int i = 0; i < before.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = before.GetDescriptor()->field(i);
    bool set = is_set(before, field);
    bool differs = set != is_set(after, field);
    if (!differs && set) differs = alone(left, before, field) != alone(right, after, field);
    if (differs) names.push_back(field->name());
  }
  return names;
}

void ClearOutputOnly(const OutputOnly& output_only, Message& resource) {
  for (std::string_view field_path : output_only) {
    std::string path(field_path);
    if (!HasParent(resource, path)) continue;
    auto [holder, field] = Holder(resource, path);
    holder->GetReflection()->ClearField(holder, field);
  }
}

}  // namespace gilde::base
