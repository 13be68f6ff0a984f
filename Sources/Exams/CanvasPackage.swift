import Documents

/// The files of a Canvas package around the questions.
enum CanvasPackage {
    static func manifest(_ quiz: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <manifest identifier="\(quiz)_manifest" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1">
        <metadata>
        <schema>IMS Content</schema>
        <schemaversion>1.1.3</schemaversion>
        </metadata>
        <organizations/>
        <resources>
        <resource identifier="\(quiz)" type="imsqti_xmlv1p2">
        <file href="\(quiz)/\(quiz).xml"/>
        <dependency identifierref="\(quiz)_meta"/>
        </resource>
        <resource identifier="\(quiz)_meta" type="associatedcontent/imscc_xmlv1p1/learning-application-resource" \
        href="\(quiz)/assessment_meta.xml">
        <file href="\(quiz)/assessment_meta.xml"/>
        </resource>
        </resources>
        </manifest>

        """
    }

    /// What Canvas wants to know of a quiz; it is not published by its import.
    static func settings(_ quiz: String, title: String, points: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <quiz identifier="\(quiz)" xmlns="http://canvas.instructure.com/xsd/cccv1p0">
        <title>\(title.escapedForXML)</title>
        <description></description>
        <shuffle_answers>false</shuffle_answers>
        <scoring_policy>keep_highest</scoring_policy>
        <quiz_type>assignment</quiz_type>
        <points_possible>\(points)</points_possible>
        <show_correct_answers>true</show_correct_answers>
        <allowed_attempts>1</allowed_attempts>
        <one_question_at_a_time>false</one_question_at_a_time>
        <cant_go_back>false</cant_go_back>
        <available>false</available>
        </quiz>

        """
    }

    static func quiz(_ quiz: String, title: String, _ questions: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">
        <assessment ident="\(quiz)" title="\(title.escapedForXML)">
        <qtimetadata><qtimetadatafield><fieldlabel>cc_maxattempts</fieldlabel><fieldentry>1</fieldentry>\
        </qtimetadatafield></qtimetadata>
        <section ident="root_section">
        \(questions)</section>
        </assessment>
        </questestinterop>

        """
    }
}
