package duo

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// gegeven legt iets vast waar de wet niet mee rekent. Een andere tekst onder dezelfde
// sleutel vervangt de oude; dezelfde tekst legt niets vast.
func (v *vertaler) gegeven(dag begrip.Datum, over dossier.DUOOnderwerp, sleutel, tekst string) {
	if dag == 0 {
		dag = v.vandaag
	}
	vak := string(over) + "\n" + sleutel
	if v.gezegd[vak] { // DUO noemt het twee keer; de eerste telt
		return
	}
	v.gezegd[vak] = true
	var oud *dossier.Gebeurtenis
	for g, f := range dossier.Van[*dossier.DUOGegeven](v.d) {
		if f.Onderwerp == over && f.Sleutel == sleutel {
			if f.Tekst == tekst {
				return
			}
			oud = g
		}
	}
	v.zet(dag, &dossier.DUOGegeven{Onderwerp: over, Sleutel: sleutel, Tekst: tekst}, oud)
}

func (v *vertaler) gegevens() {
	s := v.s
	if s.Examennummer != "" {
		v.gegeven(0, dossier.DUOToetsaanmelding, "", "Aangemeld voor de leerbaarheidstoets, examennummer "+s.Examennummer)
	}
	for _, t := range s.Toetsen {
		v.gegeven(t.Dag, dossier.DUOToetsscore, t.Dag.String(), "Leerbaarheidstoets: behaald "+honderdsten(t.Behaald)+", nodig voor de B1-route "+honderdsten(t.Benodigd))
	}
	for _, p := range s.GratisPogingen {
		v.gegeven(0, dossier.DUOPogingen, string(p.Onderdeel), hoofdletter(string(p.Onderdeel))+": nog "+strconv.Itoa(p.Aantal)+" keer gratis examen")
	}
	for _, e := range s.Examens {
		if e.Uitslag == "" {
			v.gegeven(min(e.Dag, v.vandaag), dossier.DUOExamenZonder, string(e.Onderdeel)+" "+e.Dag.String(), "Examen "+string(e.Onderdeel)+" van "+e.Dag.Voluit()+": geen uitslag"+zonderUitslag[e.Reden])
		}
	}
	if p := s.Plicht; p != nil && !p.Is && p.Reden == redenTijdelijk {
		v.gegeven(eindeVan(*p), dossier.DUOPlichtOnderbroken, "", "Tijdelijk vrijgesteld: de plicht staat stil")
	}
	if d := s.Doelgroep; d != nil && d.Detail != "" && (d.Detail != groepAsiel || d.Asielrechten != "" || d.Groep != begrip.Asielstatushouder) {
		v.gegeven(d.Begin, dossier.DUODoelgroepverfijnd, "", strings.Join(gevuld(d.Detail, d.Asielrechten), "; "))
	}
	v.oordelen()
	v.overig()
}

var zonderUitslag = map[string]string{"Verwijtbaar": ", door eigen toedoen", "Nietverwijtbaar": ", niet door eigen toedoen", "Afgemeld": ", afgemeld", "Absent": ", niet gekomen"}

// oordelen houdt bij wat geen feit is: weigeringen, het einde van een tijdelijke
// vrijstelling, een vrijstelling op A2, en hoeveel uren iemand in de Z-route aankan.
func (v *vertaler) oordelen() {
	for _, o := range v.s.Vrijstellingen {
		sleutel := strings.Join(gevuld(oordeelwoord(o), string(o.Omvang), string(o.Onderdeel), o.Dag.String(), o.Begin.String()), " ")
		switch {
		case !o.Toegekend:
			v.gegeven(o.Dag, dossier.DUOVrijstelling, sleutel, "Vrijstelling geweigerd ("+wat(o)+")")
		case o.Omvang == dossier.Tijdelijk && o.Einde != 0:
			v.gegeven(o.Begin, dossier.DUOVrijstelling, sleutel, "Tijdelijk vrijgesteld tot en met "+o.Einde.Voluit())
		case o.Niveau == begrip.NiveauA2:
			v.gegeven(o.Dag, dossier.DUOVrijstelling, sleutel, "Vrijgesteld van "+string(o.Onderdeel)+" op niveau A2; dat telt niet voor een examen op B1")
		}
	}
	for _, o := range v.s.Ontheffingen {
		sleutel := strings.Join(gevuld(oordeelwoord(o), string(o.Omvang), string(o.Onderdeel), o.Dag.String()), " ")
		switch {
		case !o.Toegekend:
			v.gegeven(o.Dag, dossier.DUOOntheffing, sleutel, "Ontheffing geweigerd ("+wat(o)+")")
		case o.Belastbaar.Is:
			v.gegeven(o.Dag, dossier.DUOOntheffing, sleutel, "Z-route: hooguit "+strconv.Itoa(o.Belastbaar.Waarde)+" uur participatie")
		}
	}
}

func (v *vertaler) overig() {
	for _, a := range v.s.Verlengingen {
		tekst := "Verlenging gevraagd op " + a.Ontvangen.Voluit() + ": " + map[string]string{"Toegekend": "toegekend", "Afgewezen": "afgewezen", "InBehandeling": "nog in behandeling"}[a.Oordeel]
		if a.Beoordeeld != 0 {
			tekst += " op " + a.Beoordeeld.Voluit()
		}
		v.gegeven(a.Ontvangen, dossier.DUOVerlenging, a.Ontvangen.String(), tekst)
	}
	for _, b := range v.s.Boetes {
		if !v.heeftBoete(b) {
			v.gegeven(b.Dag, dossier.DUOBoeteZonderDeel, b.Dag.String()+" "+b.Bedrag.String(), "Boete van DUO: "+b.Bedrag.Euro()+". DUO zegt niet waarvoor; vraag het na en leg de boete vast")
		}
	}
	uren := slices.Clone(v.s.Uren)
	slices.SortStableFunc(uren, func(a, b UrenBijDUO) int { return cmp.Compare(open(b.TotEnMet), open(a.TotEnMet)) })
	for _, u := range uren {
		if u.Gemeente == "" || u.Gemeente == v.d.Gemeente {
			continue
		}
		tekst := "Gemeente " + string(u.Gemeente) + ": " + strings.Join(tellers(u), ", ")
		if u.TotEnMet != 0 {
			tekst += ", bekend tot en met " + u.TotEnMet.Voluit()
		}
		v.gegeven(min(u.TotEnMet, v.vandaag), dossier.DUOUrenElders, string(u.Gemeente), tekst)
	}
}

// open laat een einde dat nog openstaat het laatste zijn.
func open(einde begrip.Datum) begrip.Datum {
	if einde == 0 {
		return eersteDag.PlusJaren(1000)
	}
	return einde
}

func (v *vertaler) heeftBoete(b Boete) bool {
	for g, f := range dossier.Van[*dossier.DUOBoete](v.d) {
		if g.GeldigOp == b.Dag && f.Bedrag.Of(0) == b.Bedrag {
			return true
		}
	}
	return false
}

func tellers(u UrenBijDUO) []string {
	var uit []string
	for _, t := range []struct {
		n   dossier.Optie[int]
		wat string
	}{{u.Intake, "taalles en KNM in de brede intake"}, {u.Participatie, "participatie"}, {u.Taal, "participatie als taalles"}} {
		if t.n.Is {
			uit = append(uit, strconv.Itoa(t.n.Waarde)+" uur "+t.wat)
		}
	}
	if uit == nil {
		return []string{"geen uren gemeld"}
	}
	return uit
}

func oordeelwoord(o Oordeel) string {
	if o.Toegekend {
		return "gegeven"
	}
	return "geweigerd"
}

func wat(o Oordeel) string {
	return strings.Join(gevuld(string(o.Omvang), string(o.Onderdeel)), ", ")
}

func gevuld(delen ...string) []string {
	var uit []string
	for _, d := range delen {
		if d != "" {
			uit = append(uit, d)
		}
	}
	return uit
}

func honderdsten(n int) string {
	rest := strconv.Itoa(100 + n%100)[1:]
	return strconv.Itoa(n/100) + "," + rest
}

// hoofdletter laat een afkorting als knm ook goed lezen.
func hoofdletter(o string) string {
	if o == string(begrip.KNM) {
		return "KNM"
	}
	return strings.ToUpper(o[:1]) + o[1:]
}
