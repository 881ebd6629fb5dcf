package web

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

//go:embed vormgeving/package-lock.json
var vormgevingslot []byte

// Herkomst is one package from which the look of the pages was bundled.
type Herkomst struct {
	Naam, Versie, Licentie string
	Som                    string // as the lock file of npm says it: sha512- and base64
}

// HerkomstVanVormgeving gives the packages that went into the style sheets and scripts.
func HerkomstVanVormgeving() ([]Herkomst, error) {
	var slot struct {
		Packages map[string]struct {
			Version, License, Integrity string
			Dev                         bool
		}
	}
	if err := json.Unmarshal(vormgevingslot, &slot); err != nil {
		return nil, fmt.Errorf("reading the lock file of the look: %w", err)
	}
	var uit []Herkomst
	for _, pad := range slices.Sorted(maps.Keys(slot.Packages)) {
		i := strings.LastIndex(pad, "node_modules/")
		p := slot.Packages[pad]
		if i < 0 || p.Dev {
			continue
		}
		uit = append(uit, Herkomst{Naam: pad[i+len("node_modules/"):], Versie: p.Version, Licentie: p.License, Som: p.Integrity})
	}
	return uit, nil
}
