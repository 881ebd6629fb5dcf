package web

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"

	"traject/app"
	"traject/kern/begrip"
)

// auditblad is the page on which the privacy officer looks up who did what.
type auditblad struct {
	Gebruiker, Nummer, Van, Tot string // the filter as it was given
	Handelingen                 []keuze
	Fouten                      []veldfout
	Rijen                       []auditrij
	Volgende                    string
}

type auditrij struct{ Wanneer, Wie, Rol, Wat, Nummer, Toelichting string }

// auditwoorden are the kinds of lines in plain words, in the order of the filter.
var auditwoorden = []struct{ naam, wat string }{
	{app.AuditDossierGezien, "Dossier bekeken"},
	{app.AuditReden, "Reden gegeven"},
	{app.AuditGeweigerd, "Toegang geweigerd"},
	{app.AuditIngelogd, "Ingelogd"},
	{app.AuditMedewerker, "Medewerker gewijzigd"},
	{app.AuditWerkOpnieuw, "Mislukt werk opnieuw in de rij gezet"},
	{app.AuditGezocht, "Gezocht"},
	{app.AuditLijstGezien, "Lijst bekeken"},
	{app.AuditBriefGezien, "Brief bekeken"},
	{app.AuditBestandGehaald, "Dossierbestand opgehaald"},
	{app.AuditBestandGeopend, "Dossierbestand geopend"},
	{app.AuditSignalenGezien, "Berichten van DUO bekeken"},
	{app.AuditSignaal, "Bericht van DUO verwerkt"},
	{app.AuditDUOProef, "Verbinding met DUO geprobeerd"},
	{app.AuditDUOLijst, "Lijst van DUO ingelezen"},
	{app.AuditDUOVergeleken, "Vergeleken met DUO"},
	{app.AuditVergelijkronde, "Vergelijken van alle dossiers gestart of gestopt"},
	{"duo-overnemen", "Overgenomen van DUO"},
	{app.AuditMelding, "Antwoord van DUO op een melding"},
	{"duo-pip", "PIP aan DUO gemeld"},
	{"duo-contactpersoon", "Contactpersoon aan DUO gemeld"},
	{"duo-aanbod", "Aanbod aan DUO gemeld"},
	{"duo-map", "MAP aan DUO gemeld"},
	{"duo-pvt", "PVT aan DUO gemeld"},
	{"duo-zroute", "Z-route aan DUO gemeld"},
	{"duo-uren-intake", "Uren in de brede intake aan DUO gemeld"},
	{"duo-uren-participatie", "Uren participatie aan DUO gemeld"},
	{"duo-uren-participatietaal", "Uren participatie als taalles aan DUO gemeld"},
	{app.AuditVernietigd, "Dossier vernietigd"},
	{app.AuditDeelVernietigd, "Deel van een dossier vernietigd"},
	{app.AuditLangVernietigd, "Lange set vernietigd"},
	{app.AuditBerichtVernietigd, "Bericht zonder dossier vernietigd"},
	{app.AuditRegelsVernietigd, "Oude auditregels vernietigd"},
	{app.AuditVoorgesteld, "Vernietiging voorgesteld"},
	{app.AuditGoedgekeurd, "Vernietiging goedgekeurd"},
	{app.AuditAfgewezen, "Vernietiging afgewezen"},
	{app.AuditAangehouden, "Dossier aangehouden of losgelaten"},
	{app.AuditLijstGehaald, "Lijst van wat vernietigd is opgehaald"},
	{app.AuditLangGezien, "Lange set bekeken"},
	{app.AuditInzage, "Inzage gegeven"},
	{app.AuditVerwerker, "Verwerker gewijzigd"},
	{app.AuditDeelnemerGezien, "Deelnemer bekeken door een aanbieder"},
	{"aanbod", "Aanbod vastgelegd"},
	{"deelname", "Deelname bij een instelling gewijzigd"},
	{"lesmaand", "Uren en aanwezigheid van een aanbieder"},
	{app.AuditGezien, "Audit bekeken"},
	{"oproepen", "Oproep vastgelegd"},
	{"waarschuwen", "Waarschuwing vastgelegd"},
	{"verschenen", "Verschijnen vastgelegd"},
	{"leerbaarheidstoets", "Leerbaarheidstoets vastgelegd"},
	{"intake", "Intake afgerond"},
	{"pip", "PIP vastgesteld"},
	{"pip-melden", "PIP gemeld aan DUO"},
	{"persoon", "Persoon aangevuld"},
	{"toewijzen", "Dossier toegewezen"},
	{"notitie", "Notitie gemaakt"},
	{"partner", "Iets over de partner vastgelegd"},
	{"signaal-afhandelen", "Bericht van DUO afgehandeld"},
	{"signaal-vastleggen", "Signaal van DUO vastgelegd"},
}

func auditwoord(handeling string) string {
	for _, w := range auditwoorden {
		if w.naam == handeling {
			return w.wat
		}
	}
	return handeling
}

var (
	vormDossiernummer = regexp.MustCompile(`^[0-9]{4}-[0-9]{1,9}$`)
	vormGebruiker     = regexp.MustCompile(`^[^\s<>]{1,200}$`)
)

// audit shows who saw, searched, took along and changed what. The filters stand in the
// address; a BSN does not fit in any of them.
func (s *Web) audit(w http.ResponseWriter, r *http.Request, wie app.Wie) error {
	if !app.SchermenVan(wie).Audit {
		return app.ErrMagNiet
	}
	q := r.URL.Query()
	b := auditblad{Gebruiker: q.Get("gebruiker"), Nummer: q.Get("nummer"), Van: q.Get("van"), Tot: q.Get("tot"),
		Handelingen: []keuze{{Naam: "Alles"}}}
	for _, h := range auditwoorden {
		b.Handelingen = append(b.Handelingen, keuze{Waarde: h.naam, Naam: h.wat, Gekozen: h.naam == q.Get("wat")})
	}
	v, status := app.AuditVraag{Gebruiker: b.Gebruiker, Handeling: q.Get("wat"), Nummer: b.Nummer, Na: q.Get("na")}, http.StatusOK
	if b.Fouten = leesAuditfilter(&b, &v); len(b.Fouten) > 0 {
		status = http.StatusUnprocessableEntity
	} else {
		lijst, err := s.Huis.Audit(r.Context(), wie, v)
		if err != nil {
			return err
		}
		b.vul(lijst, q)
	}
	s.toon(w, r, status, auditpagina(s.raam(wie, "audit", "Audit"), b))
	return nil
}

// leesAuditfilter checks what was filled in; what does not fit is not shown back.
func leesAuditfilter(b *auditblad, v *app.AuditVraag) []veldfout {
	var fouten []veldfout
	fout := func(veld string, in *string, zin string) {
		*in = ""
		fouten = append(fouten, veldfout{Veld: veld, Zin: zin})
	}
	if b.Nummer != "" && !vormDossiernummer.MatchString(b.Nummer) {
		fout("nummer", &b.Nummer, "Dossier: vul een dossiernummer in, bijvoorbeeld 2026-0412.")
	}
	if b.Gebruiker != "" && (!vormGebruiker.MatchString(b.Gebruiker) || isBSN(b.Gebruiker)) {
		fout("gebruiker", &b.Gebruiker, "Medewerker: vul de inlognaam in, zonder spaties.")
	}
	for _, d := range []struct {
		naam string
		in   *string
		dag  *begrip.Datum
	}{{"van", &b.Van, &v.Van}, {"tot", &b.Tot, &v.Tot}} {
		if *d.in == "" {
			continue
		}
		dag, err := begrip.LeesDatum(*d.in)
		if err != nil {
			fout(d.naam, d.in, "Dag: vul jaar, maand en dag in, bijvoorbeeld 2026-11-23.")
			continue
		}
		*d.dag = dag
	}
	return fouten
}

// rolEnLogin stands with the name: two colleagues may have the same name, never the same login.
func rolEnLogin(r app.Auditregel) string {
	if r.Naam == "" || r.Naam == r.Gebruiker {
		return rolnaam(r.Rol)
	}
	return rolnaam(r.Rol) + ", " + r.Gebruiker
}

func (b *auditblad) vul(lijst app.Auditlijst, q url.Values) {
	for _, r := range lijst.Rijen {
		rij := auditrij{Wanneer: moment(r.Moment) + r.Moment.Format(".05"), Wie: of(r.Naam, r.Gebruiker), Rol: rolEnLogin(r),
			Wat: auditwoord(r.Handeling), Nummer: r.Nummer, Toelichting: r.Reden}
		if rij.Toelichting == "" {
			rij.Toelichting = r.Over
		}
		if r.Aantal > 0 && r.Nummer == "" {
			rij.Toelichting += " (" + strconv.Itoa(r.Aantal) + " getoond)"
		}
		b.Rijen = append(b.Rijen, rij)
	}
	if lijst.Volgende != "" {
		q.Set("na", lijst.Volgende)
		b.Volgende = "/beheer/audit?" + q.Encode()
	}
}
