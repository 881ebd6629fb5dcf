package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"traject/kern/begrip"
	"traject/kern/dossier"
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
	// Read only when the lists are made again:
	delen   []string // of the name, in order
	deelVan string   // klantmanager and team in the parts of the name
	kop     *Kop     // nil: there is no dossier
	u       Uittrekselrij

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
// again also asks for the parts of the name, the head and the extract, and trusts nothing of
// what stands.
func (s *SQL) standVragen(g begrip.Gemeente, nummers []string, opnieuw bool, in map[string]*staand) []*Opdracht {
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
		if !opnieuw {
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
			}),
			bij("SELECT "+kopkolommen+" FROM dossier", "").lezing("dossiers lezen", func(lees func(...any) error) error {
				k, err := scanKop(g, lees)
				if err == nil {
					in[k.Nummer].kop = k
				}
				return err
			}),
			bij("SELECT nummer, "+uittrekselkolommen+" FROM uittreksel", "").lezing("uittreksels lezen", func(lees func(...any) error) error {
				var nummer string
				var rijen []byte
				var u Uittrekselrij
				err := lees(append([]any{&nummer}, u.doelen(&rijen)...)...)
				copy(u.Rijen[:], rijen)
				if s := in[nummer]; err == nil {
					s.u = u
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
	feiten    []dossier.Gebeurtenis // all of them, for the extract; nil takes it away
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
	uittreksels := s.uittrekselInvoer()
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
		if w.feiten == nil { // then the one that stands knows no longer which rows do
			wis("uittreksel")
			continue
		}
		if err := s.schrijfUittreksel(uittreksels, w); err != nil {
			return nil, err
		}
	}
	uit = append(uit, versies.opdrachten("lijst bijwerken")...)
	for _, i := range []*invoer{lijst, taak, zoek, deelname, uittreksels} {
		uit = append(uit, i.opdrachten("lijsten schrijven")...)
	}
	return uit, nil
}
