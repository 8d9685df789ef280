// The step types there are, to click or to drag.

import { useState } from "react";
import { DRAGGED } from "./canvas";
import { palette, type Catalogue } from "./catalogue";
import { titled } from "./edits";
import { Icon } from "./icons";

interface Props {
  catalogue: Catalogue;
  where: string;
  choose: (type: string) => void;
}

export function Palette({ catalogue, where, choose }: Props) {
  const [search, setSearch] = useState("");
  const groups = palette(catalogue, search);
  return (
    <nav className="mr-palette" aria-label="Step types">
      <input
        type="search"
        className="mr-input"
        placeholder="Find a step"
        aria-label="Find a step type"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <p className="mr-hint" aria-live="polite">
        {where}
      </p>
      {groups.length === 0 && <p className="mr-hint">No step type is called that.</p>}
      {groups.map(([group, types]) => (
        <section key={group} aria-label={group}>
          <h3>{group}</h3>
          <ul>
            {types.map((one) => (
              <li key={one.type}>
                <button
                  type="button"
                  className="mr-kind"
                  draggable
                  title={one.description}
                  data-type={one.type}
                  onDragStart={(event) => event.dataTransfer.setData(DRAGGED, one.type)}
                  onClick={() => choose(one.type)}
                >
                  <span className={`mr-glyph mr-glyph-${group}`}>
                    <Icon name={group} />
                  </span>
                  {one.label ?? titled(one.type)}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
