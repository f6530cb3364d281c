// SPDX-License-Identifier: Apache-2.0
// A small framework and calendar for tests of the embedding API.
#pragma once

#include <string>
#include <vector>

#include "base/civil_date.h"
#include "proviso/rule_set.h"

namespace proviso::testing_support {

inline Date day(int year, unsigned month, unsigned of_month) { return *make_date(year, month, of_month); }

/// Weekends and one holiday, 29 May 2017; knows 2016 to 2018.
inline std::vector<CalendarData> small_calendar() {
  CalendarData data;
  data.name = "small";
  data.title = "A small calendar";
  data.weekend = {std::chrono::Saturday, std::chrono::Sunday};
  data.holidays = {{day(2017, 5, 29), "Spring bank holiday"}};
  data.first_year = 2016;
  data.last_year = 2018;
  return {data};
}

constexpr const char* kSmallRules = R"(framework small-rules "Small rules"
  calendar small

source law "The Act"

party office "the office"

fact wanted : yes/no
fact size : number
fact outcome : one of good, poor
fact grounds : list of text
fact hearing : date

event asked "somebody asks"
  records wanted, size, grounds, hearing
event answered "the office answers" by office
  records outcome
event closed-down "the file is closed"
event loop-begins "the loop begins"

duty answer "Answer"
  office must ensure answered within 5 working days of asked
  warn 2 working days ahead
  cite law "3" unconfirmed
duty in-time "Answer in calendar days"
  office should ensure answered within 10 calendar days of asked

track work "Work"

stage begun "Begun"
  when answered if outcome is good go to done
  when loop-begins go to ring
  when closed-down go to done

stage ring "Ring"
  when number of loop-begins is more than 0 go to ring-too
  when closed-down go to done

stage ring-too "Ring too"
  when number of loop-begins is more than 0 go to ring
  when closed-down go to done

stage done "Done"
  end
)";

inline RuleSet small_rules() { return RuleSet::compile("small.proviso", kSmallRules, small_calendar()).value(); }

}  // namespace proviso::testing_support
