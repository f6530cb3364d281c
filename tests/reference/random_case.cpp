// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/random_case.h"

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace proviso::reference {
namespace {

rc::Seq<RandomCase> smaller_cases(const RandomCase& whole) {
  const auto shared = std::make_shared<const RandomCase>(whole);
  auto histories = rc::seq::map(rc::seq::fromContainer(smaller(whole.history)), [shared](RandomHistory history) {
    return RandomCase{shared->rules, shared->linked, std::move(history)};
  });
  auto rules = rc::seq::map(rc::seq::fromContainer(cuts(whole.rules)), [shared](const Cut& cut) {
    return RandomCase{apply(shared->rules, cut), shared->linked, shared->history};
  });
  auto smaller = rc::seq::concat(std::move(rules), std::move(histories));
  if (!whole.linked) return smaller;
  auto linked = rc::seq::map(rc::seq::fromContainer(cuts(*whole.linked)), [shared](const Cut& cut) {
    return RandomCase{shared->rules, apply(*shared->linked, cut), shared->history};
  });
  rc::Seq<RandomCase> alone = rc::seq::just(RandomCase{whole.rules, std::nullopt, whole.history});
  return rc::seq::concat(std::move(alone), std::move(smaller), std::move(linked));
}

}  // namespace

std::string text_of(const RandomCase& random_case) {
  std::string text = text_of(random_case.rules) + example_text(random_case.history);
  if (!random_case.linked) return text;
  std::string_view linked;
  const std::string whole = text_of(*random_case.linked);
  for (linked = whole; !linked.empty();) {
    const std::string_view line = linked.substr(0, linked.find('\n'));
    text += fmt::format("\n#| {}", line);
    linked.remove_prefix(std::min(line.size() + 1, linked.size()));
  }
  return text + "\n";
}

rc::Gen<RandomCase> random_case() {
  return [](const rc::Random& random, int) {
    Dice dice(rc::Random(random).next());
    RandomFramework framework = random_framework(dice);
    RandomHistory history = random_history(dice, framework.world);
    return rc::shrinkable::shrinkRecur(
        RandomCase{std::move(framework.rules), std::move(framework.linked), std::move(history)}, smaller_cases);
  };
}

}  // namespace proviso::reference
