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

template <class M>
absl::Status Add(storage::Reader& reader, const std::string& mentorship, std::vector<v1::PairText>& texts) {
  GILDE_ASSIGN_OR_RETURN(std::vector<M> children, reader.Find<M>({.parent = mentorship}));
  for (const M& child : children) {
    const auto& reflection = *child.GetReflection();
    for (int i = 0; i < M::descriptor()->field_count(); ++i) {
      const FieldDescriptor* field = M::descriptor()->field(i);
      bool ours = field->type() == FieldDescriptor::TYPE_STRING && !field->is_repeated() &&
                  field->options().GetExtension(common::v1::access) == common::v1::PAIR;
      if (!ours || !reflection.HasField(child, field)) continue;
      v1::PairText& text = texts.emplace_back();
      text.set_subject(child.name());
      *text.mutable_time() = child.create_time();
      text.set_field(field->name());
      text.set_text(reflection.GetString(child, field));
    }
  }
  return absl::OkStatus();
}

template <class... Kinds>
absl::Status AddAll(storage::Reader& reader, const std::string& mentorship, std::vector<v1::PairText>& texts) {
  absl::Status status;
  (void)((status = Add<Kinds>(reader, mentorship, texts)).ok() && ...);
  return status;
}

}  // namespace

absl::StatusOr<std::vector<v1::PairText>> PairTexts(storage::Reader& reader, const std::string& mentorship, std::size_t most) {
  std::vector<v1::PairText> texts;
  absl::Status added =
      AddAll<v1::Agreement, v1::Advice, v1::Feedback, v1::Appreciation, v1::Introduction, v1::Advocacy, v1::StretchAssignment, v1::Win,
             v1::Story, v1::Understanding, v1::GoalResource, v1::CheckIn>(reader, mentorship, texts);
  GILDE_RETURN_IF_ERROR(added);
  std::stable_sort(texts.begin(), texts.end(),
                   [](const v1::PairText& a, const v1::PairText& b) { return base::FromProto(a.time()) < base::FromProto(b.time()); });
  if (texts.size() > most) texts.erase(texts.begin(), texts.end() - static_cast<std::ptrdiff_t>(most));
  return texts;
}

}  // namespace gilde::matching::store
