package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/store"
)

// beslis is de kern van een handeling: wat kern/besluit van de stand vindt.
type beslis func(s *stand) (besluit.Besluit, []begrip.Weigering)

// opmaak maakt na een besluit de brief die erbij hoort; nil is geen brief.
type opmaak func(s *stand, erbij []dossier.Gebeurtenis) (*stuk, error)

// uitvoering zegt hoe een handeling verloopt.
type uitvoering struct {
	naam    string // van de handeling; ook de sleutel van het concept
	wat     handeling
	beslis  beslis
	opmaak  opmaak
	enigBSN bool // weiger een BSN dat al bij een ander dossier hoort
}

// onderteken zet op een opdracht wie haar geeft en wanneer; wat een formulier
// daarover zegt telt niet.
func (s *stand) onderteken(v *besluit.Vastlegging, wie Wie) {
	v.Wie, v.Rol, v.Vandaag = wie.Gebruiker, wie.Rol, s.nu.dag
}

// ondertekenNu is onderteken voor wat gewoonlijk vandaag gebeurt, zoals een brief of
// een notitie: een lege dag is dan vandaag.
func (s *stand) ondertekenNu(v *besluit.Vastlegging, wie Wie) {
	s.onderteken(v, wie)
	v.Dag = cmp.Or(v.Dag, s.nu.dag)
}

// voer doet een handeling van begin tot eind, of niets. versie is die van het
// scherm waarop de gebruiker besliste.
func (h *Huis) voer(ctx context.Context, wie Wie, nummer string, versie int, u uitvoering) (v Vastgelegd, err error) {
	ctx, slot := h.stap(ctx, "act "+u.naam)
	defer func() { slot(err) }()
	return h.doe(ctx, wie, nummer, versie, u)
}

// stap begint een stap die gemeten wordt.
func (h *Huis) stap(ctx context.Context, naam string) (context.Context, func(error)) {
	if h.Stap == nil {
		return ctx, func(error) {}
	}
	return h.Stap(ctx, naam)
}

func (h *Huis) doe(ctx context.Context, wie Wie, nummer string, versie int, u uitvoering) (Vastgelegd, error) {
	s, err := h.lees(ctx, wie, nummer, u.wat)
	if err != nil {
		return Vastgelegd{}, err
	}
	if versie != s.versie {
		return Vastgelegd{}, s.conflict(wie, versie)
	}
	erbij, st, weigeringen, err := s.stelOp(u)
	if err != nil {
		return Vastgelegd{}, fmt.Errorf("%s in dossier %s: %w", u.naam, nummer, err)
	}
	if len(weigeringen) > 0 {
		return Vastgelegd{}, &Geweigerd{weigeringen}
	}
	t := h.toevoeging(wie.Gemeente, s, erbij)
	t.EnigBSN = u.enigBSN
	t.WisConcept = &store.ConceptSleutel{Gebruiker: wie.Gebruiker, Nummer: nummer, Handeling: u.naam}
	v := Vastgelegd{Nummer: nummer, Versie: s.versie + len(erbij), Gebeurtenissen: erbij}
	if st != nil {
		v.Kenmerk = st.kenmerk
		t.Uitgaand = append(t.Uitgaand, store.Uitgaand{Sleutel: "brief:" + st.kenmerk, Soort: WerkBrief, Nummer: nummer, Inhoud: []byte(st.kenmerk), Vanaf: s.nu.seconden})
	}
	t.Audit = []store.Auditregel{h.regelVan(wie, Auditregel{Handeling: u.naam, Nummer: nummer, Over: v.Kenmerk})}
	if err := h.voegToe(ctx, t); err != nil {
		if errors.Is(err, store.ErrConflict) {
			return Vastgelegd{}, h.achterhaald(ctx, wie, nummer, versie, u.wat)
		}
		if w, ok := h.dubbel(ctx, wie, err); ok {
			return Vastgelegd{}, w
		}
		return Vastgelegd{}, fmt.Errorf("%s in dossier %s vastleggen: %w", u.naam, nummer, err)
	}
	return v, nil
}

// stelOp vraagt het besluit en maakt de gebeurtenissen klaar om vast te leggen, de
// brief inbegrepen.
func (s *stand) stelOp(u uitvoering) ([]dossier.Gebeurtenis, *stuk, []begrip.Weigering, error) {
	b, weigeringen := u.beslis(s)
	if len(weigeringen) > 0 {
		return nil, nil, weigeringen, nil
	}
	erbij := s.teken(b.Gebeurtenissen)
	if u.opmaak == nil {
		return erbij, nil, nil, nil
	}
	st, err := u.opmaak(s, erbij)
	if err != nil {
		return nil, nil, nil, fmt.Errorf("de brief opmaken: %w", err)
	}
	if st == nil {
		return erbij, nil, nil, nil
	}
	laatste := erbij[len(erbij)-1]
	g := dossier.Gebeurtenis{Nummer: laatste.Nummer + 1, Vorm: dossier.HuidigeVorm, ID: s.kenmerk(laatste.Nummer + 1),
		GeldigOp: s.nu.dag, Wie: laatste.Wie, Rol: laatste.Rol, Bron: laatste.Bron, Moment: s.nu.seconden,
		Feit: &dossier.BriefOpgemaakt{Brief: st.soort, Kenmerk: st.kenmerk, Over: st.over, Stuk: st.bytes}}
	return append(erbij, g), st, nil, nil
}

// teken zet het moment en een doorlopend nummer op wat wordt vastgelegd.
func (s *stand) teken(gs []dossier.Gebeurtenis) []dossier.Gebeurtenis {
	uit := slices.Clone(gs)
	for i := range uit {
		uit[i].Nummer, uit[i].Moment = s.versie+1+i, s.nu.seconden
		if uit[i].Vorm == 0 {
			uit[i].Vorm = dossier.HuidigeVorm
		}
	}
	return uit
}

// kenmerk geeft het kenmerk voor het feit met dit nummer; een bestand van elders kan
// zo'n kenmerk al gebruiken.
func (s *stand) kenmerk(nummer int) string {
	id := "f" + strconv.Itoa(nummer)
	for s.d.Kent(id) {
		id += "a"
	}
	return id
}

// met geeft de stand nadat erbij is vastgelegd.
func (s *stand) met(erbij []dossier.Gebeurtenis) *dossier.Dossier {
	return dossier.Opbouwen(slices.Concat(s.logboek, erbij), s.nu.dag, 0)
}

// toevoeging maakt de opdracht aan de kelder: feiten, lijstregel en taken bij elkaar.
func (h *Huis) toevoeging(g begrip.Gemeente, s *stand, erbij []dossier.Gebeurtenis) store.Toevoeging {
	na := s.met(erbij)
	lijst, taken := h.afleiden(na, recht.Reken(na, s.r), s.logboek, erbij)
	return store.Toevoeging{Gemeente: g, Nummer: s.nummer, Verwacht: s.versie, Gebeurtenissen: erbij, Lijst: &lijst, Taken: taken, Deelnames: deelnames(na, s.r), Eerder: s.logboek,
		Uitgaand: append(h.teLezen(s.nummer, s.nu, s.d, na, erbij), h.teMelden(s.nummer, s.nu, erbij)...)}
}

// afleiden geeft de rij en de taken van een dossier zoals zij in de lijsten staan.
// Bouwen, bijwerken en nalopen van lijsten gebruiken alle drie deze ene functie. Het
// logboek zegt welke feiten nog moeten ingaan.
func (h *Huis) afleiden(d *dossier.Dossier, a *recht.Antwoord, logboek ...[]dossier.Gebeurtenis) (store.Lijstregel, []store.Taakregel) {
	taken := h.taken(d, a)
	regels := make([]store.Taakregel, len(taken))
	var eerste begrip.Datum
	for i, t := range taken {
		bron := ""
		if t.Bron != nil {
			bron = t.Bron.String()
		}
		regels[i] = store.Taakregel{Soort: t.Soort, Over: t.Over, Uiterlijk: t.Uiterlijk, Vanaf: t.Vanaf, Rol: t.Rol,
			Reden: cmp.Or(t.Rij, t.Reden), Bron: bron, Termijn: t.Termijn}
		if t.Uiterlijk != 0 && (eerste == 0 || t.Uiterlijk < eerste) {
			eerste = t.Uiterlijk
		}
	}
	fase := agenda.Fase(d, a)
	route, _ := besluit.HuidigeLeerroute(d)
	bewaarTot, houdt := h.bewaarTot(d)
	delen, deelTot := h.rijDelen(d, logboek)
	return store.Lijstregel{
		Naam: d.Persoon.Naam, Klantmanager: d.Klantmanager, Team: h.medewerker(d.Klantmanager).Team,
		Stelsel: d.Stelsel, Doelgroep: d.DoelgroepOp(d.Peil), Leerroute: route, Fase: fase,
		Gesloten: fase == agenda.FaseAfgerond && len(taken) == 0, Uiterlijk: eerste,
		Herzien: herzien(d, a, logboek), BSN: d.Persoon.BSN, BewaarTot: bewaarTot, BewaarHoudt: houdt, DeelTot: deelTot, Delen: delen,
	}, regels
}

// herzien geeft de eerste dag na vandaag waarop de rij zonder nieuw feit kan veranderen:
// wat de agenda zegt, de dag waarop een feit van later ingaat, of de jaarwisseling, want
// een dag in een ander jaar staat met het jaar in de reden.
func herzien(d *dossier.Dossier, a *recht.Antwoord, logboek [][]dossier.Gebeurtenis) begrip.Datum {
	eerste := begrip.MoetDag("0001-01-01").PlusJaren(d.Peil.Jaar())
	neem := func(dag begrip.Datum) {
		if dag > d.Peil && dag < eerste {
			eerste = dag
		}
	}
	neem(agenda.Herzien(d, a))
	for _, gs := range logboek {
		for i := range gs {
			neem(gs[i].GeldigOp)
		}
	}
	return eerste
}

// conflict zegt wat er sinds de gevraagde versie is bijgekomen, zonder wat deze gebruiker
// niet mag zien.
func (s *stand) conflict(wie Wie, versie int) error {
	c := &Conflict{Nummer: s.nummer, Verwacht: versie, Nu: s.versie}
	if versie >= 0 && versie < len(s.logboek) {
		c.Sindsdien = verberg(s.logboek[versie:], rechtenBij(wie, s.van))
	}
	return c
}

// achterhaald leest opnieuw nadat een ander net iets eerder was.
func (h *Huis) achterhaald(ctx context.Context, wie Wie, nummer string, versie int, wat handeling) error {
	s, err := h.lees(ctx, wie, nummer, wat)
	if err != nil {
		return err
	}
	return s.conflict(wie, versie)
}

// proef doet alles van een handeling behalve vastleggen.
func (h *Huis) proef(ctx context.Context, wie Wie, nummer string, u uitvoering) (Proef, error) {
	s, err := h.lees(ctx, wie, nummer, u.wat)
	if err != nil {
		return Proef{}, err
	}
	erbij, st, weigeringen, err := s.stelOp(u)
	if err != nil {
		return Proef{}, fmt.Errorf("%s in dossier %s proberen: %w", u.naam, nummer, err)
	}
	if len(weigeringen) > 0 {
		return Proef{Weigeringen: weigeringen}, nil
	}
	voor, na := recht.Reken(s.d, s.r), s.met(erbij)
	daarna := recht.Reken(na, s.r)
	p := Proef{Gebeurtenissen: erbij, Termijnen: nieuweTermijnen(voor, daarna), Taken: nieuweTaken(h.taken(s.d, voor), h.taken(na, daarna))}
	if st != nil {
		p.Brief = &st.brief
	}
	p.NaarDUO = naarDUO(erbij)
	return p, nil
}

// nieuweTermijnen geeft de termijnen die er nog niet waren of een andere dag kregen.
func nieuweTermijnen(voor, na *recht.Antwoord) []recht.Termijn {
	var uit []recht.Termijn
	for _, t := range na.Termijnen {
		if oud, ok := voor.Termijn(t.Naam()); !ok || oud.Begin != t.Begin || oud.Uiterlijk != t.Uiterlijk {
			uit = append(uit, t)
		}
	}
	return uit
}

// nieuweTaken geeft de taken die er nog niet waren.
func nieuweTaken(voor, na []agenda.Taak) []agenda.Taak {
	var uit []agenda.Taak
	for _, t := range na {
		if !slices.ContainsFunc(voor, func(o agenda.Taak) bool { return o.Soort == t.Soort && o.Over == t.Over && o.Uiterlijk == t.Uiterlijk }) {
			uit = append(uit, t)
		}
	}
	return uit
}

// dubbel zegt dat een persoon al een dossier heeft. Het nummer staat er alleen bij
// voor wie dat dossier mag zien.
func (h *Huis) dubbel(ctx context.Context, wie Wie, err error) (error, bool) {
	var p *store.PersoonBestaat
	if !errors.As(err, &p) {
		return nil, false
	}
	zin := "Er is al een dossier van deze persoon. Vraag uw teamleider."
	if _, err := h.lees(ctx, wie, p.Nummer, dossierZien); err == nil {
		zin = "Er is al een dossier van deze persoon: " + p.Nummer + ". Ga daar verder."
	}
	return &Geweigerd{[]begrip.Weigering{{Code: "bsn-bestaat", Plaats: "bsn", Zin: zin}}}, true
}
