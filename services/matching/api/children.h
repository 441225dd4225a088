// Making, changing and listing what lies below a mentorship.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/storage/store.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "services/matching/api/checks.h"
#include "services/matching/domain/parties.h"
#include "services/matching/domain/passing.h"
#include "services/matching/store/relationships.h"

namespace gilde::matching::api {

// The mentorship that something is put into, and as whom.
struct Place {
  v1::Mentorship mentorship;
  domain::Actor actor;
};

inline absl::StatusOr<Place> PlaceOf(storage::Reader& reader, const std::string& mentorship) {
  Place place;
  GILDE_ASSIGN_OR_RETURN(place.mentorship, reader.Get<v1::Mentorship>(mentorship));
  GILDE_ASSIGN_OR_RETURN(place.actor, domain::PersonIn(reader.call(), place.mentorship));
  return place;
}

struct NewName {
  const std::string& parent;
  std::string_view collection;
  const std::string& id;
  std::string_view id_field;
};

// A new child: what its draft lacks is checked, its name set, and `give` makes it in the mentorship.
template <class M, class Check, class Give>
absl::StatusOr<M> Put(storage::Store& store, const base::Call& call, const NewName& name, M draft, Check check, Give give) {
  const std::string& parent = name.parent;
  GILDE_RETURN_IF_ERROR(CheckName(parent, kMentorship, "parent"));
  GILDE_ASSIGN_OR_RETURN(std::string id, IdOrNew(name.id, name.id_field, call.now));
  GILDE_RETURN_IF_ERROR(check(draft).Check());
  draft.set_name(absl::StrCat(parent, "/", std::string(name.collection), "/", id));
  return store.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<M> {
    GILDE_ASSIGN_OR_RETURN(Place place, PlaceOf(writer, parent));
    GILDE_ASSIGN_OR_RETURN(domain::Exchange<M> exchange, give(std::move(place.mentorship), draft, place.actor, call.now));
    GILDE_RETURN_IF_ERROR(store::Save(writer, std::move(exchange.change)).status());
    return writer.Create(std::move(exchange.child), exchange.event);
  });
}

// A change of a child by one of its people.
template <class M, class Answer>
absl::StatusOr<M> Change(storage::Store& store, const base::Call& call, const std::string& name, std::string_view pattern,
                         const std::string& etag, const base::Violations& violations, Answer answer) {
  GILDE_RETURN_IF_ERROR(CheckName(name, pattern, "name"));
  GILDE_RETURN_IF_ERROR(violations.Check());
  std::string parent(base::ParentOf(name));
  return store.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<M> {
    GILDE_ASSIGN_OR_RETURN(Place place, PlaceOf(writer, parent));
    GILDE_ASSIGN_OR_RETURN(M child, writer.Get<M>(name));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(child, etag));
    GILDE_ASSIGN_OR_RETURN(domain::Exchange<M> exchange, answer(std::move(place.mentorship), std::move(child), place.actor));
    GILDE_RETURN_IF_ERROR(store::Save(writer, std::move(exchange.change)).status());
    return writer.Update(std::move(exchange.child), exchange.event);
  });
}

// Keys that children are listed by, empty for all of the mentorship's: for one of its people, and for a service.
struct Lists {
  std::string_view of_person, of_all;
};

template <class M, class Request>
absl::StatusOr<std::vector<M>> PageOf(storage::Store& store, const base::Call& call, const Request& request, const Lists& lists,
                                      int default_size, int maximum, std::string& next_page_token) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), kMentorship, "parent"));
  GILDE_RETURN_IF_ERROR(domain::CheckActs(call));
  GILDE_ASSIGN_OR_RETURN(v1::Mentorship mentorship, store.Get<v1::Mentorship>(call, request.parent()));
  GILDE_ASSIGN_OR_RETURN(domain::Actor actor, domain::ActorIn(call, mentorship));
  storage::Query query{.parent = request.parent()};
  bool own = actor.who == domain::kPerson;
  query.key = own ? lists.of_person : lists.of_all;
  if (!query.key.empty()) query.value = own ? actor.person : "1";
  std::vector<M> page;
  GILDE_RETURN_IF_ERROR(store.Page(call, query, request.page_size(), request.page_token(), default_size, maximum, page, next_page_token));
  return page;
}

}  // namespace gilde::matching::api
