package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"traject/kern/begrip"
)

// staand is what the lists say of one dossier before something changes. Most acts
// change little of it; what stays the same is not written again, because every row
// stands in many indexes.
type staand struct {
	is      bool // there is a row
	regel   Lijstregel
	sorteer string
	taken   []staandeTaak
	blind   string
	delen   []string // of the name, in order; read only when the lists are made again
	deelVan string   // klantmanager and team in the parts of the name

	deelnames   []Deelnameregel
	deelSorteer string // of the rows of providers
}

// staandeTaak is a task with what its row repeats of the dossier.
type staandeTaak struct {
	taak                                     Taakregel
	klantmanager, team, doelgroep, leerroute string
}

// samenLezen is how many dossiers one statement asks for.
const samenLezen = 50

// standVragen reads what stands of these dossiers into the map. Whoever makes lists
// again also asks for the parts of the name, and trusts nothing of what stands.
func (s *SQL) standVragen(g begrip.Gemeente, nummers []string, metNaam bool, in map[string]*staand) []*Opdracht {
	var uit []*Opdracht
	for _, n := range nummers {
		in[n] = &staand{}
	}
	for deel := range slices.Chunk(nummers, samenLezen) {
		bij := func(begin, eind string) *vraag {
			return nieuweVraag(begin+" WHERE gemeente = ?", string(g)).onder("nummer", deel, s.motor.Rijtjes()).plus(eind)
		}
		uit = append(uit,
			bij("SELECT sorteer, "+lijstkolommen+" FROM lijst", "").lezing("rijen van de lijst lezen", func(lees func(...any) error) error {
				var sorteer string
				l, err := scanLijst(lees, &sorteer)
				if st := in[l.Nummer]; err == nil {
					st.is, st.regel, st.sorteer = true, l, sorteer
				}
				return err
			}),
			bij("SELECT "+taakkolommen+", t.nummer, t.klantmanager, t.team, t.doelgroep, t.leerroute FROM taak t", " ORDER BY nummer, volg").
				lezing("taken lezen", func(lees func(...any) error) error {
					var t staandeTaak
					var nummer string
					err := scanTaak(&t.taak, lees, &nummer, &t.klantmanager, &t.team, &t.doelgroep, &t.leerroute)
					if st := in[nummer]; err == nil {
						st.taken = append(st.taken, t)
					}
					return err
				}),
			bij("SELECT nummer, blind FROM bsn", "").lezing("zoekingang lezen", func(lees func(...any) error) error {
				var nummer, blind string
				err := lees(&nummer, &blind)
				if st := in[nummer]; err == nil {
					st.blind = blind
				}
				return err
			}),
			bij("SELECT "+deelnamekolommen+", nummer, sorteer FROM deelname", " ORDER BY nummer, volg").lezing("aanbieders lezen", func(lees func(...any) error) error {
				var r Deelnameregel
				var nummer, sorteer string
				err := scanDeelname(&r, lees, &nummer, &sorteer)
				if st := in[nummer]; err == nil {
					st.deelnames, st.deelSorteer = append(st.deelnames, r), sorteer
				}
				return err
			}))
		if !metNaam {
			continue
		}
		uit = append(uit, bij("SELECT nummer, deel, klantmanager, team FROM zoeknaam", " ORDER BY nummer, deel").
			lezing("delen van namen lezen", func(lees func(...any) error) error {
				var nummer, deel, klantmanager, team string
				err := lees(&nummer, &deel, &klantmanager, &team)
				if st := in[nummer]; err == nil {
					st.delen = append(st.delen, deel)
					if van := klantmanager + "\n" + team; len(st.delen) == 1 || st.deelVan == van {
						st.deelVan = van
					} else {
						st.deelVan = "verschillend"
					}
				}
				return err
			}))
	}
	return uit
}

// wijziging says what of the rows of one dossier must be written.
type wijziging struct{ regel, versie, taken, naam, deelnames bool }

func (w wijziging) is() bool { return w.regel || w.versie || w.taken || w.naam || w.deelnames }

// wijzigt compares what stands with what has to stand. metNaam is as in standVragen.
func (s *staand) wijzigt(versie int, l *Lijstregel, taken []Taakregel, deelnames []Deelnameregel, metNaam bool) wijziging {
	if s == nil || !s.is {
		return wijziging{regel: true, taken: true, naam: true, deelnames: true}
	}
	oud, nieuw := s.regel, *l
	nieuw.Nummer, nieuw.Versie, nieuw.BSN = oud.Nummer, oud.Versie, begrip.BSN{}
	w := wijziging{regel: oud != nieuw || s.sorteer != Sorteernaam(l.Naam), versie: oud.Versie != versie, deelnames: !s.zelfdeDeelnames(Sorteernaam(l.Naam), deelnames)}
	w.taken = !slices.EqualFunc(s.taken, taken, func(a staandeTaak, b Taakregel) bool {
		return a.taak == b && a.klantmanager == l.Klantmanager && a.team == l.Team && a.doelgroep == string(l.Doelgroep) && a.leerroute == string(l.Leerroute)
	})
	w.naam = oud.Naam != l.Naam || oud.Klantmanager != l.Klantmanager || oud.Team != l.Team
	if metNaam && !w.naam {
		delen := Woorden(l.Naam.Volledig())
		w.naam = !slices.Equal(delen, s.delen) || len(delen) > 0 && s.deelVan != l.Klantmanager+"\n"+l.Team
	}
	return w
}

// lijstwerk is the replacement of the rows of one dossier.
type lijstwerk struct {
	kop     *Kop
	staat   *staand // nil: there are no rows yet
	enigBSN bool
	metNaam bool // compare the parts of the name too
	regel   *Lijstregel
	taken   []Taakregel

	deelnames []Deelnameregel
}

const lijstkolommen = "nummer, versie, voornamen, voorvoegsel, geslachtsnaam, klantmanager, team, stelsel, doelgroep, leerroute, fase, gesloten, uiterlijk, herzien, bewaar_tot, bewaar_houdt, deel_tot, delen"

func (w *lijstwerk) rij(g begrip.Gemeente) []any {
	k, l, n := w.kop, w.regel, w.regel.Naam
	return []any{string(g), Sorteernaam(n), k.Nummer, k.Versie, n.Voornamen, n.Voorvoegsel, n.Geslachtsnaam, l.Klantmanager, l.Team, string(l.Stelsel),
		string(l.Doelgroep), string(l.Leerroute), l.Fase, naarGetal(l.Gesloten), naarDag(l.Uiterlijk), naarDag(l.Herzien), naarDag(l.BewaarTot), l.BewaarHoudt, naarDag(l.DeelTot), l.Delen}
}

// schrijfLijsten gives the statements that replace the rows of dossiers in worklist, list and
// search. What can refuse, a person who is known already, is found out here and now.
func (s *SQL) schrijfLijsten(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, werk []lijstwerk) ([]*Opdracht, error) {
	const kolommen = "gemeente, sorteer, " + lijstkolommen
	lijst := s.invoer("lijst", kolommen, "")
	taak := s.invoer("taak", "gemeente, nummer, volg, klantmanager, team, doelgroep, leerroute, soort, over, uiterlijk, vanaf, rol, reden, bron, termijn", "")
	zoek := s.invoer("zoeknaam", "gemeente, deel, nummer, klantmanager, team", "")
	deelname := s.deelnameInvoer()
	versies := s.zetter(g, "lijst", "nummer", "versie")
	var uit []*Opdracht
	for i := range werk {
		w := &werk[i]
		k, l := w.kop, w.regel
		anders := w.staat.wijzigt(k.Versie, l, w.taken, w.deelnames, w.metNaam)
		wis := func(tabel string) {
			if w.staat != nil {
				uit = append(uit, nieuweVraag("DELETE FROM "+tabel+" WHERE gemeente = ? AND nummer = ?", string(g), k.Nummer).opdracht(tabel+" van dossier "+k.Nummer+" vervangen"))
			}
		}
		bsn, err := s.schrijfBSN(ctx, tx, w)
		if err != nil {
			return nil, err
		}
		uit = append(uit, bsn...)
		rij := w.rij(g)
		switch {
		case w.staat == nil || !w.staat.is:
			lijst.rij(rij...)
		case anders.regel:
			zet := strings.ReplaceAll(strings.TrimPrefix(kolommen, "gemeente, "), ", ", " = ?, ") + " = ?"
			uit = append(uit, nieuweVraag("UPDATE lijst SET "+zet+" WHERE gemeente = ? AND nummer = ?", append(rij[1:], string(g), k.Nummer)...).opdracht("lijst bijwerken"))
		case anders.versie: // touches no index
			versies.rij(k.Nummer, k.Versie)
		}
		if anders.taken {
			wis("taak")
			for volg, t := range w.taken {
				taak.rij(string(g), k.Nummer, volg, l.Klantmanager, l.Team, string(l.Doelgroep), string(l.Leerroute), t.Soort, t.Over, naarDag(t.Uiterlijk), t.Vanaf.String(), string(t.Rol), t.Reden, t.Bron, t.Termijn)
			}
		}
		if anders.naam {
			wis("zoeknaam")
			for _, deel := range Woorden(l.Naam.Volledig()) {
				zoek.rij(string(g), deel, k.Nummer, l.Klantmanager, l.Team)
			}
		}
		if anders.deelnames {
			wis("deelname")
			deelname.deelnames(g, k.Nummer, Sorteernaam(l.Naam), w.deelnames)
		}
	}
	uit = append(uit, versies.opdrachten("lijst bijwerken")...)
	for _, i := range []*invoer{lijst, taak, zoek, deelname} {
		uit = append(uit, i.opdrachten("lijsten schrijven")...)
	}
	return uit, nil
}

// VervangLijst replaces rows without adding facts. Rows that are right already are
// left alone.
func (s *SQL) VervangLijst(ctx context.Context, g begrip.Gemeente, vs []Lijstvervanging) (overgeslagen []string, err error) {
	if len(vs) == 0 {
		return nil, nil
	}
	err = s.motor.Schrijf(ctx, g, func(tx *sql.Tx) error {
		overgeslagen = nil
		nummers := make([]string, len(vs))
		for i := range vs {
			nummers[i] = vs[i].Nummer
		}
		staat := make(map[string]*staand, len(vs))
		if err := s.motor.Samen(ctx, tx, s.standVragen(g, nummers, true, staat)); err != nil {
			return err
		}
		werk, sloten, err := s.teVervangen(g, vs, staat)
		if err != nil {
			return err
		}
		if err := s.motor.Samen(ctx, tx, sloten); err != nil {
			return err
		}
		vast, opnieuw := werk[:0], map[string]*staand{}
		for i, w := range werk {
			if sloten[i].Aantal == 0 {
				overgeslagen = append(overgeslagen, w.kop.Nummer)
				continue
			}
			vast = append(vast, w)
		}
		// Read again what is locked by now: another may just have replaced it.
		if err := s.motor.Samen(ctx, tx, s.standVragen(g, nummersVan(vast), true, opnieuw)); err != nil {
			return err
		}
		for i := range vast {
			vast[i].staat = opnieuw[vast[i].kop.Nummer]
		}
		os, err := s.schrijfLijsten(ctx, tx, g, vast)
		if err != nil {
			return err
		}
		return s.samen(ctx, tx, os)
	})
	return overgeslagen, err
}

func nummersVan(werk []lijstwerk) []string {
	uit := make([]string, len(werk))
	for i := range werk {
		uit[i] = werk[i].kop.Nummer
	}
	return uit
}

// teVervangen gives the rows that differ, each with the statement that locks its dossier
// when the version still holds; that statement changes nothing.
func (s *SQL) teVervangen(g begrip.Gemeente, vs []Lijstvervanging, staat map[string]*staand) (werk []lijstwerk, sloten []*Opdracht, err error) {
	for i := range vs {
		v, st := &vs[i], staat[vs[i].Nummer]
		blind, err := s.zegel.Blind(g, v.Lijst.BSN)
		if err != nil {
			return nil, nil, err
		}
		if !st.wijzigt(v.Versie, &v.Lijst, v.Taken, v.Deelnames, true).is() && st.blind == blind {
			continue
		}
		werk = append(werk, lijstwerk{kop: &Kop{Gemeente: g, Nummer: v.Nummer, Versie: v.Versie}, staat: st, metNaam: true, regel: &v.Lijst, taken: v.Taken, deelnames: v.Deelnames})
		sloten = append(sloten, nieuweVraag("UPDATE dossier SET versie = versie WHERE gemeente = ? AND nummer = ? AND versie = ? AND vernietigd = 0",
			string(g), v.Nummer, v.Versie).opdracht(fmt.Sprintf("dossier %s vasthouden", v.Nummer)))
	}
	return werk, sloten, nil
}
