#include "services/matching/store/pair_texts.h"

#include <algorithm>

#include "common/base/zones.h"
#include "gilde/common/v1/options.pb.h"
#include "gilde/matching/v1/exchange.pb.h"
#include "gilde/matching/v1/growth.pb.h"
#include "gilde/matching/v1/mentorship.pb.h"

namespace gilde::matching::store {

namespace {

using google::protobuf::FieldDescriptor;

using google::protobuf::Message;

// Whether everybody it names as a side is of the mentorship.
bool IsOfThem(const Message& child, const v1::Mentorship& mentorship) {
  auto takes_part = [&](const std::string& person) {
    auto in = [&](const auto& people) { return std::find(people.begin(), people.end(), person) != people.end(); };
    return person.empty() || in(mentorship.mentors()) || in(mentorship.mentees());
  };
  const auto& reflection = *child.GetReflection();
  for (int i = 0; i < child.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = child.GetDescriptor()->field(i);
    if (!field->options().GetExtension(common::v1::party)) continue;
    int size = field->is_repeated() ? reflection.FieldSize(child, field) : 1;
    for (int k = 0; k < size; ++k) {
      if (!takes_part(field->is_repeated() ? reflection.GetRepeatedString(child, field, k) : reflection.GetString(child, field)))
        return false;
    }
  }
  return true;
}

struct Asked {
  storage::Reader& reader;
  const v1::Mentorship& mentorship;
  absl::Time until;
  std::vector<v1::PairText> texts;
};

template <class M>
absl::Status Add(Asked& asked) {
  GILDE_ASSIGN_OR_RETURN(std::vector<M> children, asked.reader.Find<M>({.parent = asked.mentorship.name()}));
  for (const M& child : children) {
    if (base::FromProto(child.update_time()) > asked.until || !IsOfThem(child, asked.mentorship)) continue;
    const auto& reflection = *child.GetReflection();
    for (int i = 0; i < M::descriptor()->field_count(); ++i) {
      const FieldDescriptor* field = M::descriptor()->field(i);
      bool ours = field->type() == FieldDescriptor::TYPE_STRING && !field->is_repeated() &&
                  field->options().GetExtension(common::v1::access) == common::v1::PAIR;
      if (!ours || !reflection.HasField(child, field)) continue;
      v1::PairText& text = asked.texts.emplace_back();
      text.set_subject(child.name());
      *text.mutable_time() = child.create_time();
      text.set_field(field->name());
      text.set_text(reflection.GetString(child, field));
    }
  }
  return absl::OkStatus();
}

template <class... Kinds>
absl::Status AddAll(Asked& asked) {
  absl::Status status;
  (void)((status = Add<Kinds>(asked)).ok() && ...);
  return status;
}

}  // namespace

absl::StatusOr<std::vector<v1::PairText>> PairTexts(storage::Reader& reader, const v1::Mentorship& mentorship, absl::Time until,
                                                    std::size_t most) {
  Asked asked{reader, mentorship, until, {}};
  absl::Status added = AddAll<v1::Agreement, v1::Advice, v1::Feedback, v1::Appreciation, v1::Advocacy, v1::StretchAssignment, v1::Win,
                              v1::Story, v1::Understanding, v1::GoalResource, v1::CheckIn>(asked);
  GILDE_RETURN_IF_ERROR(added);
  std::vector<v1::PairText> texts = std::move(asked.texts);
  std::stable_sort(texts.begin(), texts.end(),
                   [](const v1::PairText& a, const v1::PairText& b) { return base::FromProto(a.time()) < base::FromProto(b.time()); });
  if (texts.size() > most) texts.erase(texts.begin(), texts.end() - static_cast<std::ptrdiff_t>(most));
  return texts;
}

}  // namespace gilde::matching::store
