// What notification keeps of other services' resources, read from their events.
#pragma once

#include "gilde/notification/v1/directory.pb.h"
#include "services/notification/domain/facts.h"

namespace gilde::notification::domain {

bool IsOrganization(const Facts& facts);
bool IsProfile(const Facts& facts);
bool IsProgram(const Facts& facts);
bool IsMentorship(const Facts& facts);
bool IsAdvice(const Facts& facts);

// Takes over what the event says. An organization: language. A profile: name, address, zone. A program: title, owners, cap. A mentorship:
// people, cadence, whether it rests; advice: how much of it is open.
void Learn(const Facts& facts, gilde::notification::v1::House& house);
void Learn(const Facts& facts, gilde::notification::v1::Recipient& recipient);
void Learn(const Facts& facts, gilde::notification::v1::Team& team);
void Learn(const Facts& facts, gilde::notification::v1::Pair& pair);

// Of a program that is not known here.
gilde::notification::v1::Team DefaultTeam();

}  // namespace gilde::notification::domain
