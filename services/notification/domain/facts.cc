#include "services/notification/domain/facts.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/ids.h"
#include "common/base/zones.h"
#include "gilde/scheduling/v1/meeting.pb.h"
#include "google/protobuf/timestamp.pb.h"

namespace gilde::notification::domain {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Timestamp;
using v1::Rule;

namespace {

std::shared_ptr<Message> Unpack(const google::protobuf::Any& any) {
  std::string type = any.type_url().substr(any.type_url().rfind('/') + 1);
  const Descriptor* descriptor = google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(type);
  if (descriptor == nullptr) return nullptr;
  std::shared_ptr<Message> message(google::protobuf::MessageFactory::generated_factory()->GetPrototype(descriptor)->New());
  return message->ParseFromString(any.value()) ? message : nullptr;
}

const FieldDescriptor* FieldOf(const Facts& facts, std::string_view name) {
  return facts.payload == nullptr ? nullptr : facts.payload->GetDescriptor()->FindFieldByName(std::string(name));
}

bool IsIn(const std::string& name, const std::vector<std::string>& people) {
  return std::find(people.begin(), people.end(), name) != people.end();
}

void AddOnce(const std::string& name, std::vector<std::string>& people) {
  if (!name.empty() && !IsIn(name, people)) people.push_back(name);
}

std::string Text(const Facts& facts, std::string_view field) {
  std::vector<std::string> texts = FieldTexts(facts, field);
  return texts.size() == 1 ? texts[0] : "";
}

// `organizations/acme/mentorships/m1` of `organizations/acme/mentorships/m1/advice/a1`; empty when it is of no such collection.
std::string Within(std::string_view name, std::string_view collection) {
  for (; !name.empty(); name = base::ParentOf(name)) {
    if (base::CollectionOf(name) == collection) return std::string(name);
  }
  return "";
}

std::string ValueText(const Message& message, const FieldDescriptor& field, int index) {
  const auto& r = *message.GetReflection();
  bool list = field.is_repeated();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return list ? r.GetRepeatedString(message, &field, index) : r.GetString(message, &field);
    case FieldDescriptor::CPPTYPE_ENUM:
      return (list ? r.GetRepeatedEnum(message, &field, index) : r.GetEnum(message, &field))->name();
    case FieldDescriptor::CPPTYPE_BOOL:
      return (list ? r.GetRepeatedBool(message, &field, index) : r.GetBool(message, &field)) ? "true" : "false";
    case FieldDescriptor::CPPTYPE_INT32:
      return absl::StrCat(list ? r.GetRepeatedInt32(message, &field, index) : r.GetInt32(message, &field));
    case FieldDescriptor::CPPTYPE_INT64:
      return absl::StrCat(list ? r.GetRepeatedInt64(message, &field, index) : r.GetInt64(message, &field));
    default:
      return "set";
  }
}

}  // namespace

Facts FactsOf(const common::v1::Event& event) {
  Facts facts;
  facts.type = event.type();
  facts.subject = event.subject();
  facts.actor = event.actor();
  facts.time = base::FromProto(event.time());
  facts.organization = std::string(base::OrganizationOf(event.organization()));
  facts.payload = Unpack(event.payload());
  facts.program = base::CollectionOf(event.subject()) == "enrollments" ? Within(event.subject(), "programs") : Text(facts, "program");
  if (facts.program.empty()) facts.program = Within(event.subject(), "programs");
  facts.mentorship = Within(event.subject(), "mentorships");
  if (facts.mentorship.empty()) facts.mentorship = Text(facts, "mentorship");
  for (std::string_view field : {"mentor", "mentors"}) {
    for (const std::string& name : FieldTexts(facts, field)) AddOnce(name, facts.mentors);
  }
  for (std::string_view field : {"mentee", "mentees"}) {
    for (const std::string& name : FieldTexts(facts, field)) AddOnce(name, facts.mentees);
  }
  for (const auto& people : {facts.mentors, facts.mentees, FieldTexts(facts, "participants")}) {
    for (const std::string& name : people) AddOnce(name, facts.everybody);
  }
  facts.person = Text(facts, "profile");
  if (facts.person.empty()) facts.person = Within(event.subject(), "profiles");
  facts.author = Text(facts, "author");
  facts.receiver = Text(facts, "receiver");
  facts.third_person = Text(facts, "third_person");
  if (const auto* meeting = dynamic_cast<const scheduling::v1::Meeting*>(facts.payload.get()); meeting != nullptr) {
    for (const auto& attendee : meeting->attendees()) {
      if (attendee.outside_minutes() > 0) AddOnce(attendee.profile(), facts.outside_hours);
    }
  }
  return facts;
}

void AddPair(const v1::Pair& pair, Facts& facts) {
  if (facts.program.empty()) facts.program = pair.program();
  if (facts.everybody.empty()) {
    for (const auto& people : {pair.mentors(), pair.mentees()}) {
      for (const std::string& name : people) AddOnce(name, facts.everybody);
    }
  }
  auto takes_part = [&](const std::string& name) { return IsIn(name, facts.everybody); };
  std::copy_if(pair.organizers().begin(), pair.organizers().end(), std::back_inserter(facts.organizers), takes_part);
  if (!facts.mentors.empty() || !facts.mentees.empty()) return;
  std::copy_if(pair.mentors().begin(), pair.mentors().end(), std::back_inserter(facts.mentors), takes_part);
  std::copy_if(pair.mentees().begin(), pair.mentees().end(), std::back_inserter(facts.mentees), takes_part);
}

std::vector<std::string> FieldTexts(const Facts& facts, std::string_view name) {
  const FieldDescriptor* field = FieldOf(facts, name);
  std::vector<std::string> texts;
  if (field == nullptr) return texts;
  const Message& payload = *facts.payload;
  const auto& reflection = *payload.GetReflection();
  if (field->is_repeated()) {
    int size = reflection.FieldSize(payload, field);
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) size = std::min(size, 1);
    for (int i = 0; i < size; ++i) texts.push_back(ValueText(payload, *field, i));
  } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
    absl::Time time = FieldTime(facts, name);
    if (time != absl::InfinitePast()) {
      texts.push_back(base::ToString(time));
    } else if (reflection.HasField(payload, field)) {
      texts.emplace_back("set");
    }
  } else if (std::string text = ValueText(payload, *field, 0); !text.empty()) {
    texts.push_back(std::move(text));
  }
  return texts;
}

absl::Time FieldTime(const Facts& facts, std::string_view name) {
  const FieldDescriptor* field = FieldOf(facts, name);
  if (field == nullptr || field->is_repeated() || field->message_type() != Timestamp::descriptor()) return absl::InfinitePast();
  const auto& reflection = *facts.payload->GetReflection();
  if (!reflection.HasField(*facts.payload, field)) return absl::InfinitePast();
  return base::FromProto(static_cast<const Timestamp&>(reflection.GetMessage(*facts.payload, field)));
}

bool Holds(const Rule& rule, const Facts& facts) {
  return std::all_of(rule.conditions().begin(), rule.conditions().end(), [&](const Rule::Condition& condition) {
    std::vector<std::string> texts = FieldTexts(facts, condition.field());
    bool match = false;
    if (condition.value() == "set") {
      match = !texts.empty();
    } else {
      std::vector<std::string> wanted = absl::StrSplit(condition.value(), '|');
      match = std::find_first_of(texts.begin(), texts.end(), wanted.begin(), wanted.end()) != texts.end();
    }
    return match != condition.negate();
  });
}

std::vector<std::string> PeopleIn(Rule::Role role, const Facts& facts, const v1::Team& team) {
  std::vector<std::string> people;
  switch (role) {
    case Rule::MENTOR:
      return facts.mentors;
    case Rule::MENTEE:
      return facts.mentees;
    case Rule::EVERYBODY:
      return facts.everybody;
    case Rule::OWNER:
      return {team.owners().begin(), team.owners().end()};
    case Rule::PERSON:
      AddOnce(facts.person, people);
      return people;
    case Rule::RECEIVER:
      AddOnce(facts.receiver, people);
      return people;
    case Rule::AUTHOR:
      AddOnce(facts.author, people);
      return people;
    case Rule::THIRD_PERSON:
      AddOnce(facts.third_person, people);
      return people;
    case Rule::ORGANIZER:
      return facts.organizers.empty() ? facts.mentees : facts.organizers;
    case Rule::COMPANION: {
      std::vector<std::string> organizers = PeopleIn(Rule::ORGANIZER, facts, team);
      std::copy_if(facts.everybody.begin(), facts.everybody.end(), std::back_inserter(people),
                   [&](const std::string& name) { return !IsIn(name, organizers); });
      return people;
    }
    case Rule::PARTNER:
      std::copy_if(facts.everybody.begin(), facts.everybody.end(), std::back_inserter(people),
                   [&](const std::string& name) { return name != facts.actor; });
      return people;
    default:
      return people;
  }
}

std::string UnlessKey(std::string_view event_type, Rule::Scope scope, const Facts& facts, std::string_view recipient) {
  std::string key(event_type);
  switch (scope) {
    case Rule::MENTORSHIP:
      return key + " " + facts.mentorship;
    case Rule::RECIPIENT:
      return key + " " + std::string(recipient) + " " + facts.program;
    default:
      return key + " " + facts.subject;
  }
}

std::vector<std::string> KeysEnded(const Facts& facts) {
  std::vector<std::string> keys{UnlessKey(facts.type, Rule::SUBJECT, facts, "")};
  if (!facts.mentorship.empty()) AddOnce(UnlessKey(facts.type, Rule::MENTORSHIP, facts, ""), keys);
  std::vector<std::string> people = facts.everybody;
  AddOnce(facts.person, people);
  for (const std::string& person : people) AddOnce(UnlessKey(facts.type, Rule::RECIPIENT, facts, person), keys);
  return keys;
}

}  // namespace gilde::notification::domain
