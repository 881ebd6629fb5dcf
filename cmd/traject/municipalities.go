package main

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/brief"
	"traject/keten/duo"
	"traject/store"
	"traject/web"
)

// An installation may serve several municipalities, as an intergemeentelijke dienst
// does: TRAJECT_GEMEENTE=0080,0098. Each has a house of its own over the one cellar, with
// its own keys and policy. Other settings hold for all of them, or name each one:
// TRAJECT_BELEID=0080:pakket,0098:pakket.

// municipalities are those that this program serves.
func (s *settings) municipalities() []begrip.Gemeente {
	if len(s.served) > 0 {
		return s.served
	}
	if s.Municipality == "" {
		return nil
	}
	return []begrip.Gemeente{s.Municipality}
}

// checkedMunicipalities reads TRAJECT_GEMEENTE and says which setting names a
// municipality that is not served.
func (s *settings) checkedMunicipalities() error {
	if s.Served == "" {
		return nil
	}
	s.served = nil
	for part := range strings.SplitSeq(s.Served, ",") {
		g := begrip.Gemeente(strings.TrimSpace(part))
		if !g.IsGeldig() {
			return fault(nil, "TRAJECT_GEMEENTE moet een CBS-code van vier cijfers zijn, of meer codes met komma's ertussen.")
		}
		if slices.Contains(s.served, g) {
			return fault(nil, "TRAJECT_GEMEENTE noemt gemeente %s twee keer.", g)
		}
		s.served = append(s.served, g)
	}
	s.Municipality = s.served[0]
	for name, value := range map[string]string{"TRAJECT_BELEID": s.Policy, "TRAJECT_OIN": s.OINOwn, "TRAJECT_GEMEENTENAAM": s.Names,
		"TRAJECT_BRIEF_POSTADRES": s.Letter.Address, "TRAJECT_BRIEF_TELEFOON": s.Letter.Telephone, "TRAJECT_BRIEF_WEBSITE": s.Letter.Website} {
		if err := s.checkedEach(name, value); err != nil {
			return err
		}
	}
	if len(s.served) > 1 && s.OINOwn != "" && !isEach(s.OINOwn) {
		return fault(nil, "TRAJECT_OIN moet voor elke gemeente een eigen OIN noemen, zoals %s:00000001...,%s:00000001...; anders is niet te zeggen voor wie een bericht is.", s.served[0], s.served[1])
	}
	return nil
}

// checkedEach checks a setting that may name every municipality.
func (s *settings) checkedEach(name, value string) error {
	if !isEach(value) {
		return nil
	}
	for _, part := range perMunicipality(value) {
		code, _, ok := strings.Cut(strings.TrimSpace(part), ":")
		if !ok || !slices.Contains(s.served, begrip.Gemeente(code)) {
			return fault(nil, "%s klopt niet bij %q. Schrijf gemeente:waarde, met een gemeente uit TRAJECT_GEMEENTE.", name, strings.TrimSpace(part))
		}
	}
	return nil
}

// isEach says whether a setting names municipalities.
func isEach(value string) bool {
	code, _, ok := strings.Cut(value, ":")
	return ok && begrip.Gemeente(strings.TrimSpace(code)).IsGeldig()
}

// perMunicipality splits a setting that names municipalities. A comma inside a value, as
// in an address, does not split it: only one before the next municipality does.
func perMunicipality(value string) []string {
	var parts []string
	for part := range strings.SplitSeq(value, ",") {
		if len(parts) > 0 && !isEach(part) {
			parts[len(parts)-1] += "," + part
			continue
		}
		parts = append(parts, part)
	}
	return parts
}

// each gives what a setting says for one municipality.
func each(value string, g begrip.Gemeente) string {
	if !isEach(value) {
		return value
	}
	for _, part := range perMunicipality(value) {
		if code, is, _ := strings.Cut(strings.TrimSpace(part), ":"); begrip.Gemeente(code) == g {
			return is
		}
	}
	return ""
}

// forOne gives the settings as they hold for one municipality.
func (s settings) forOne(g begrip.Gemeente) settings {
	s.Municipality, s.served = g, nil
	s.Policy, s.OINOwn, s.Names = each(s.Policy, g), each(s.OINOwn, g), each(s.Names, g)
	s.Letter = letterSettings{each(s.Letter.Address, g), each(s.Letter.Telephone, g), each(s.Letter.Website, g)}
	s.DUO.Cert, s.DUO.Key = each(s.DUO.Cert, g), each(s.DUO.Key, g)
	return s
}

// letterSettings are what a letter says of the municipality that sends it.
type letterSettings struct{ Address, Telephone, Website string }

// sender is the municipality as it stands in letters, for settings of one municipality.
func (s settings) sender() brief.Afzender {
	return brief.Afzender{Gemeente: s.nameOf(s.Municipality), Postadres: s.Letter.Address, Telefoon: s.Letter.Telephone, Website: s.Letter.Website}
}

// nameOf is how a municipality is called on the pages.
func (s settings) nameOf(g begrip.Gemeente) string {
	if name := each(s.Names, g); name != "" {
		return name
	}
	return "Gemeente " + string(g)
}

// houses gives the house of every municipality that is served.
func houses(cellar store.Kelder, s settings, x houseExtras) ([]*app.Huis, error) {
	var all []*app.Huis
	for _, g := range s.municipalities() {
		own := s.forOne(g)
		x.sender = own.sender()
		h, err := house(cellar, own, x)
		if err != nil {
			return nil, fmt.Errorf("gemeente %s: %w", g, err)
		}
		all = append(all, h)
	}
	return all, nil
}

// behindOneDoor tells the pages which houses stand behind it.
func behindOneDoor(hs []*app.Huis, s settings, in *web.Instellingen) {
	in.Huis, in.Sessies = hs[0], hs[0]
	if len(hs) < 2 {
		return
	}
	in.Samen = app.NieuwSamen(hs...)
	for _, h := range hs {
		in.Huizen = append(in.Huizen, web.Gemeentehuis{Code: h.Gemeente, Naam: s.nameOf(h.Gemeente), Huis: h})
	}
}

// counters gives the counter for DUO: that of the municipality to which a message is
// addressed. What is addressed to nobody here is refused by the counter of the first.
func counters(hs []*app.Huis, s settings, isDemo bool) http.Handler {
	per := map[string]http.Handler{}
	var first http.Handler
	for _, h := range hs {
		own := s.forOne(h.Gemeente)
		c := duo.Loket(receiver{h, s.ops.notified()}, duo.Instelling{EigenOIN: own.OINOwn, DUOOIN: own.OINDUO, Log: h.Log, Herken: own.recognise(isDemo), Geweigerd: refusedBy(h)})
		if first == nil {
			first = c
		}
		per[own.OINOwn] = c
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c := per[r.Header.Get("doel")]; c != nil {
			c.ServeHTTP(w, r)
			return
		}
		first.ServeHTTP(w, r)
	})
}

// deriveTeams makes the lists again of a restored municipality that keeps teams: they
// stand in the register, which can only be read when all of it has been put back.
func deriveTeams(ctx context.Context, cellar store.Kelder, s settings) error {
	return eachMunicipality(ctx, cellar, s, func(h *app.Huis, who app.Wie) error {
		if _, err := h.LeesMedewerkers(ctx); err != nil {
			return err
		}
		if !slices.ContainsFunc(h.Staf(), func(m app.Medewerker) bool { return m.Versie > 0 && m.Team != "" }) {
			return nil
		}
		_, err := h.Herbouw(ctx, who, func(int) {})
		return err
	})
}
