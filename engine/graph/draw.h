// SPDX-License-Identifier: Apache-2.0
// A framework as a picture: the same content for Graphviz and for Mermaid. The same framework gives the same text.
#pragma once

#include <string>

#include "engine/model/model.h"

namespace proviso::graph {

/// A Graphviz document: tracks as clusters, stages as rounded boxes with their duties, moves as arrows in the words of
/// the language. Nothing is told by colour alone. Citations stand in the tooltips. Every stage has the SVG id
/// `stage-<name>`, every move `move-<number in the file, from 1>`. Any text of an author is safe in it.
std::string to_dot(const model::Framework& framework);

/// A Mermaid flowchart (`flowchart TB`) with the same content. Any text of an author is safe in it.
std::string to_mermaid(const model::Framework& framework);

}  // namespace proviso::graph
