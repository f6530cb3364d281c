// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/random_case.h"

#include <memory>
#include <utility>
#include <vector>

namespace proviso::reference {
namespace {

rc::Seq<RandomCase> smaller_cases(const RandomCase& whole) {
  const auto shared = std::make_shared<const RandomCase>(whole);
  auto histories = rc::seq::map(rc::seq::fromContainer(smaller(whole.history)), [shared](RandomHistory history) {
    return RandomCase{shared->rules, std::move(history)};
  });
  auto rules = rc::seq::map(rc::seq::fromContainer(cuts(whole.rules)), [shared](const Cut& cut) {
    return RandomCase{apply(shared->rules, cut), shared->history};
  });
  return rc::seq::concat(std::move(rules), std::move(histories));
}

}  // namespace

std::string text_of(const RandomCase& random_case) {
  return text_of(random_case.rules) + example_text(random_case.history);
}

rc::Gen<RandomCase> random_case() {
  return [](const rc::Random& random, int) {
    Dice dice(rc::Random(random).next());
    RandomFramework framework = random_framework(dice);
    RandomHistory history = random_history(dice, framework.world);
    return rc::shrinkable::shrinkRecur(RandomCase{std::move(framework.rules), std::move(history)}, smaller_cases);
  };
}

}  // namespace proviso::reference
