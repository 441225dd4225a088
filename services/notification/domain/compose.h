// From a reminder to what its recipient reads.
#pragma once

#include <map>
#include <string>

#include "absl/time/time.h"
#include "gilde/notification/v1/directory.pb.h"
#include "gilde/notification/v1/notification.pb.h"
#include "gilde/notification/v1/preference.pb.h"
#include "gilde/notification/v1/reminder.pb.h"
#include "services/notification/domain/template.h"

namespace gilde::notification::domain {

// The language to write in: the person's wish, else the profile's, else the organization's, else English.
std::string LocaleFor(const gilde::notification::v1::Preferences& preferences, const gilde::notification::v1::Recipient& recipient,
                      const gilde::notification::v1::House& house);

// By what means: the wish for the category, else mail where there is an address; PULL when no mail can be sent.
gilde::notification::v1::Channel ChannelFor(const gilde::notification::v1::Reminder& reminder,
                                            const gilde::notification::v1::Preferences& preferences,
                                            const gilde::notification::v1::Recipient& recipient, bool can_mail);

// Words for the template: instants in the recipient's zone and language, people by their names (`names`: profile name -> display name).
Values ValuesFor(const gilde::notification::v1::Reminder& reminder, const gilde::notification::v1::Recipient& recipient,
                 const std::string& program_title, const std::map<std::string, std::string>& names, std::string_view locale);

// `Tuesday 12 January, 16:30 (Europe/Amsterdam)`, `dinsdag 12 januari, 16:30 (Europe/Amsterdam)`; English in a language that does not ship.
std::string MomentText(absl::Time time, const absl::TimeZone& zone, std::string_view locale);
// `Tuesday 12 January`, `Dienstag, 12. Januar`, `martes 12 de enero`.
std::string DayText(absl::Time time, const absl::TimeZone& zone, std::string_view locale);

}  // namespace gilde::notification::domain
